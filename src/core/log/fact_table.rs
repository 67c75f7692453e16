//! Facts, their wire names and their members in one table, from which the type, its reader and its writer are made.

/// Makes [`Fact`](super::Fact) and [`FactName`](super::FactName).
///
/// The facts of the first table are read and written member by member, each as its type's
/// [`Member`](crate::json::Member) says. Those of the second name the function that writes them, and for each of their names
/// the one that reads it; where there are several names, `name_part` says which.
macro_rules! facts {
    (
        $(#[$meta:meta])*
        by_member {
            $($(#[$doc:meta])* $variant:ident $name:literal {
                $($(#[$member_doc:meta])* $member:ident: $type:ty = $key:literal,)*
            })*
        }
        by_function {
            $($(#[$other_doc:meta])* $other:ident written_by $write:ident {
                $($(#[$other_member_doc:meta])* $other_member:ident: $other_type:ty,)*
            } named {
                $($other_variant:ident $other_name:literal read_by $read:ident,)*
            })*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        pub enum Fact {
            $($(#[$doc])* $variant { $($(#[$member_doc])* $member: $type,)* },)*
            $($(#[$other_doc])* $other { $($(#[$other_member_doc])* $other_member: $other_type,)* },)*
        }

        closed_words! {
            /// The wire name of a fact. One that is not here is a newer version's.
            FactName { $($variant $name,)* $($($other_variant $other_name,)*)* }
        }

        impl Fact {
            /// The name of the fact; `None` of a part that is neither before nor after.
            fn named(&self) -> Option<FactName> {
                match self {
                    $(Fact::$variant { .. } => Some(FactName::$variant),)*
                    $(Fact::$other { .. } => match [$(FactName::$other_variant),*][..] {
                        [name] => Some(name),
                        _ => name_part(self),
                    },)*
                }
            }

            /// Takes a fact of that name out of the members of its event; `None` when only a newer version knows it.
            pub(super) fn parse(name: &str, rest: &mut Members<'_>) -> Result<Option<Fact>, String> {
                let Some(name) = FactName::from_name(name) else { return Ok(None) };
                let fact = match name {
                    $(FactName::$variant => Some(Fact::$variant { $($member: rest.member($key)?,)* }),)*
                    $($(FactName::$other_variant => $read(rest)?,)*)*
                };
                fact.as_ref().map_or(Ok(()), Fact::check).map_err(|error| error.to_string())?;
                Ok(fact)
            }

            /// Its own keys and values.
            #[must_use]
            pub fn payload(&self) -> Payload {
                let mut payload = Payload::new();
                match self {
                    $(Fact::$variant { $($member,)* } => {
                        $(write_member(&mut payload, $key, $member);)*
                    })*
                    $(Fact::$other { $($other_member,)* } => $write(&mut payload, $($other_member),*),)*
                }
                payload
            }
        }
    };
}

pub(super) use facts;

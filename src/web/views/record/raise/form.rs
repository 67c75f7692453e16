//! What has been filled in, and raising a record from it. No browser needed.

use chrono::NaiveDate;

use super::asked::{asked, asks_meeting};
use crate::kind::{PageSection, Series};
use crate::record::{Assessment, Field, Fields, Kind, LinkType, Slot, Status};
use crate::scheme::Level;
use crate::stamp::EventId;
use crate::state::RowId;
use crate::vec_map::VecMap;
use crate::web::store::{SessionHandle, Store};
use crate::web::views::phrases::day_typed;
use crate::web::views::record::form::Draft;
use crate::web::views::record::reference::reference_of;
use crate::workflow::{Command, NewRecord, Refusal};

/// What has been filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Form {
    /// What is raised.
    pub(super) kind: Kind,
    /// The fields. Those another kind does not have wait in case the kind changes back.
    pub(super) drafts: VecMap<Field, Draft>,
    /// The programme's own fields, by the names under which records hold them.
    pub(super) custom: VecMap<String, Draft>,
    /// A reference of the papers' own.
    pub(super) reference: Draft,
    /// The meeting it came up at, by reference.
    pub(super) meeting: Draft,
    /// Of a risk.
    pub(super) likelihood: Option<Level>,
    /// Of a risk.
    pub(super) impact: Option<Level>,
}

/// One thing that does not fit: the id of its control, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FieldError {
    /// The id of its control.
    pub(super) id: String,
    /// Why, in a sentence.
    pub(super) words: String,
}

impl Form {
    /// An empty form; what is usually today says so.
    pub(super) fn new(kind: Kind, today: NaiveDate) -> Form {
        let today = Draft::of_text(day_typed(today));
        let drafts = VecMap::from([(Field::RaisedOn, today.clone()), (Field::DecidedOn, today)]);
        let [reference, meeting] = [Draft::default(), Draft::default()];
        Form { kind, drafts, custom: VecMap::default(), reference, meeting, likelihood: None, impact: None }
    }

    /// What has been typed into a field.
    pub(super) fn draft(&self, field: Field) -> Draft {
        self.drafts.get(&field).cloned().unwrap_or_default()
    }

    /// What the register would number it, were nothing typed.
    pub(super) fn next_reference(&self, session: &SessionHandle) -> String {
        let forum = match self.kind.definition().numbering.series {
            Some(Series::Forum) => self.draft(Field::Forum).text,
            Some(Series::Group) => self.draft(Field::Group).text,
            Some(Series::Meeting) => self.meeting.text.clone(),
            None => String::new(),
        };
        let forum = Some(forum.trim()).filter(|forum| !forum.is_empty());
        session.read(|session| session.register().next_reference(self.kind, forum))
    }

    /// Raises the record, with its assessment and its meeting. Gives its reference.
    ///
    /// # Errors
    /// Everything that does not fit, in the form's order; nothing was raised.
    pub(super) fn raise(&self, store: &Store) -> Result<String, Vec<FieldError>> {
        let session = store.session();
        let (fields, mut errors) = self.fields(session);
        let custom = self.custom(session, &mut errors);
        let meeting = self.meeting(session).map_err(|error| errors.push(error)).unwrap_or_default();
        if !errors.is_empty() {
            return Err(errors);
        }
        let within = meeting.as_ref().filter(|_| self.kind.is_numbered_by_meeting()).map(|(_, reference)| reference.clone());
        let new = NewRecord {
            reference: Some(self.reference.text.trim().to_owned()).filter(|reference| !reference.is_empty()),
            within,
            status: Some(Status::begins(self.kind)),
            assessments: self.assessment(session.today()).into_iter().map(|made| (Slot::Current, made)).collect(),
            links: meeting.into_iter().map(|(meeting, _)| (LinkType::RaisedAt, meeting)).collect(),
            custom,
            ..NewRecord::of(self.kind, fields)
        };
        let refused = |refusal: &Refusal| vec![field_error(session, refusal)];
        let events = session.carry_out(Command::Raise(Box::new(new))).map_err(|refusal| refused(&refusal))?;
        let raised = events.first().and_then(|event| reference_of(session, event.about));
        raised.ok_or_else(|| refused(&Refusal::NoSuchRecord))
    }

    fn fields(&self, session: &SessionHandle) -> (Fields, Vec<FieldError>) {
        let mut fields = Fields::default();
        let mut errors = Vec::new();
        for field in asked(session, self.kind) {
            let read = session.read(|session| self.draft(field).read_in(session.register(), field.shape()));
            match read {
                Ok(value) => drop(fields.put(field, value)),
                Err(why) => errors.push(FieldError {
                    id: id_of(field),
                    words: Refusal::BadValue { field: session.field_label(field), why }.to_string(),
                }),
            }
        }
        if fields.text(Field::Title).is_none() && errors.iter().all(|error| error.id != id_of(Field::Title)) {
            errors.insert(0, field_error(session, &Refusal::NoTitle));
        }
        (fields, errors)
    }

    /// What is said in the programme's own fields.
    fn custom(&self, session: &SessionHandle, errors: &mut Vec<FieldError>) -> Vec<(String, String)> {
        let scheme = session.setup();
        let filled = scheme.custom_of(self.kind).into_iter().filter_map(|(name, field)| {
            let typed = self.custom.get(name).map(|draft| draft.text.trim()).filter(|typed| !typed.is_empty())?;
            let bad = |why| Refusal::BadValue { field: scheme.custom_label(name).into(), why };
            match field.read(typed).map_err(bad) {
                Ok(kept) => Some((name.clone(), kept)),
                Err(refusal) => {
                    errors.push(FieldError { id: id_of_custom(name), words: refusal.to_string() });
                    None
                }
            }
        });
        filled.collect()
    }

    fn meeting(&self, session: &SessionHandle) -> Result<Option<(EventId, String)>, FieldError> {
        let written = self.meeting.text.trim();
        if written.is_empty() || !asks_meeting(self.kind) {
            return Ok(None);
        }
        let found = session.read(|session| {
            let register = session.register();
            let is_meeting = |row_id: &RowId| register.row(*row_id).kind.is_meeting() && !register.row(*row_id).removed;
            let row_id = register.by_reference(written).filter(is_meeting)?;
            Some((register.id(row_id), register.record(row_id)?.shown_reference()))
        });
        let words = format!("Raised at: there is no meeting “{}” in this register", crate::text::excerpt(written));
        found.map(Some).ok_or(FieldError { id: MEETING.into(), words })
    }

    /// How a risk is assessed, where that was said.
    fn assessment(&self, today: NaiveDate) -> Option<Assessment> {
        let is_assessed = self.kind.has(PageSection::Assessment) && (self.likelihood.is_some() || self.impact.is_some());
        let (likelihood, impact) = (self.likelihood, self.impact);
        is_assessed.then(|| Assessment { likelihood, impact, on: Some(today), ..Assessment::default() })
    }
}

/// The id of the reference's control.
pub(super) const REFERENCE: &str = "raise-reference";
/// The id of the meeting's control.
pub(super) const MEETING: &str = "raise-meeting";

/// The id of a field's control.
pub(super) fn id_of(field: Field) -> String {
    format!("raise-{}", field.name())
}

/// The id of the control of a field of the programme's own.
pub(super) fn id_of_custom(name: &str) -> String {
    name.bytes().fold("raise-own-".into(), |id, byte| format!("{id}{byte:02x}"))
}

/// A refusal, at the control it is about.
fn field_error(session: &SessionHandle, refusal: &Refusal) -> FieldError {
    let id = match refusal {
        Refusal::ReferenceTaken { .. } => REFERENCE.into(),
        Refusal::BadText { what, .. } if what == "Reference" => REFERENCE.into(),
        Refusal::BadValue { field, .. } => Field::ALL
            .iter()
            .find(|have| session.field_label(**have) == *field)
            .map_or_else(|| id_of(Field::Title), |have| id_of(*have)),
        _ => id_of(Field::Title),
    };
    FieldError { id, words: refusal.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::RowId;

    fn form(kind: Kind, title: &str) -> Form {
        let mut form = Form::new(kind, NaiveDate::from_ymd_opt(2023, 10, 11).expect("a literal day"));
        form.drafts.insert(Field::Title, Draft::of_text(title));
        form
    }

    #[test]
    fn a_risk_is_raised_with_its_assessment() {
        let store = Store::new("TMAG");
        let mut form = form(Kind::Risk, "Test data arrive late");
        form.impact = Some(Level::ALL[4]);
        let reference = form.raise(&store).expect("nothing speaks against it");
        assert_eq!(reference, "R1");
        let record = store
            .session()
            .read(|session| session.register().record(session.register().by_reference("R1")?))
            .expect("just raised");
        assert_eq!(record.assessment(Slot::Current).and_then(|assessment| assessment.impact), Some(Level::ALL[4]));
        assert_eq!(record.fields.day(Field::RaisedOn), NaiveDate::from_ymd_opt(2023, 10, 11));
    }

    #[test]
    fn raising_is_one_change_and_one_step_for_undo() {
        let store = Store::new("TMAG");
        let mut meeting = form(Kind::Meeting, "TMAG #19");
        meeting.reference = Draft::of_text("TMAG019");
        meeting.raise(&store).expect("nothing speaks against it");
        let steps = std::rc::Rc::new(std::cell::RefCell::new(Vec::new()));
        let _listening = store.listeners().subscribe({
            let steps = std::rc::Rc::clone(&steps);
            move |news| {
                if let crate::web::store::StoreEvent::Recorded(events) = news {
                    steps.borrow_mut().push(events.len());
                }
            }
        });
        let mut risk = form(Kind::Risk, "Test data arrive late");
        (risk.impact, risk.meeting) = (Some(Level::ALL[4]), Draft::of_text("TMAG019"));
        risk.raise(&store).expect("nothing speaks against it");
        assert_eq!(*steps.borrow(), [3], "the record, its assessment and its link come together");
        store.session().undo().expect("nobody relies on it");
        let undo = store.session().read(|session| session.can_undo());
        assert_eq!(undo.as_deref(), Some("meeting raised"));
        let row_id = store.session().read(|session| session.register().record(RowId::at(1))).expect("struck out");
        assert!(row_id.removed.is_some() && row_id.links.is_empty() && row_id.assessment(Slot::Current).is_none());
    }

    #[test]
    fn an_action_is_numbered_within_its_meeting_and_linked_to_it() {
        let store = Store::new("TMAG");
        let mut meeting = form(Kind::Meeting, "TMAG #19");
        meeting.reference = Draft::of_text("TMAG019");
        meeting.raise(&store).expect("nothing speaks against it");
        let mut action = form(Kind::Action, "Publish the risk");
        action.meeting = Draft::of_text("tmag 019");
        assert_eq!(action.raise(&store), Ok("TMAG19-01".into()));
        let links = store.session().read(|session| {
            let register = session.register();
            register.by_reference("TMAG019").map(|row_id| register.links_to(row_id).len())
        });
        assert_eq!(links, Some(1));
    }

    #[test]
    fn everything_wrong_is_said_at_its_control() {
        let store = Store::new("TMAG");
        let mut form = form(Kind::Action, "");
        form.drafts.insert(Field::Due, Draft::of_text("soon"));
        form.meeting = Draft::of_text("TMAG099");
        let ids: Vec<String> =
            form.raise(&store).expect_err("three things are wrong").into_iter().map(|error| error.id).collect();
        assert_eq!(ids, ["raise-title", "raise-due", "raise-meeting"]);
        assert!(store.session().read(|session| session.register().is_empty()));
    }

    #[test]
    fn nothing_is_raised_at_a_meeting_that_was_struck_out() {
        let store = Store::new("TMAG");
        let mut meeting = form(Kind::Meeting, "TMAG #19");
        meeting.reference = Draft::of_text("TMAG019");
        meeting.raise(&store).expect("nothing speaks against it");
        let record = store
            .session()
            .read(|session| session.register().id(session.register().by_reference("TMAG019").expect("just raised")));
        store.session().carry_out(Command::Remove { record, why: "Raised in error".into() }).expect("nothing speaks against it");
        let mut action = form(Kind::Action, "Publish the risk");
        action.meeting = Draft::of_text("TMAG019");
        assert_eq!(action.raise(&store).map_err(|errors| errors[0].id.clone()), Err(MEETING.into()));
        assert_eq!(store.session().read(|session| session.register().len()), 1);
    }

    #[test]
    fn a_taken_reference_is_said_at_the_reference() {
        let store = Store::new("TMAG");
        form(Kind::Risk, "First").raise(&store).expect("nothing speaks against it");
        let mut second = form(Kind::Risk, "Second");
        second.reference = Draft::of_text("R1");
        let errors = second.raise(&store).expect_err("R1 is taken");
        assert_eq!(errors[0].id, REFERENCE);
    }
}

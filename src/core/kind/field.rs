//! Every plain field: its wire name, its words on the screen, its shape, and what it says. Which kinds have it stands with the
//! kinds.
//!
//! One table drives reading, checking, forms, history and search, so a field cannot exist in one and be missing in another.

use super::content_role::ContentRole;
use crate::scheme::WordList;

/// What a field holds, and so how it is read, checked and edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One line of text.
    Line,
    /// Any number of lines.
    Text,
    /// A civil day.
    Day,
    /// A day, ASAP, a meeting, or tbc.
    Due,
    /// Several short texts.
    List,
    /// A role, with an optional name.
    Owner,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// One of the words of a list that the set-up has; what was recorded under another set-up stands.
    Listed(WordList),
    /// One of the words that are offered with it.
    Offered,
}

const LEVEL: Shape = Shape::Choice(&["High", "Medium", "Low"]);
/// The words of [`Band`](crate::scheme::Band), worst first.
const SEVERITIES: &[&str] = &["Critical", "High", "Medium", "Low"];
const RAG: Shape = Shape::Choice(&["Blue", "Green", "Amber", "Red"]);

macro_rules! fields {
    ($($variant:ident $name:literal $label:tt $shape:expr, $role:ident;)*) => {
        /// A plain field of a record.
        #[allow(missing_docs, reason = "the table beside each name says what it is")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Field { $($variant),* }

        impl Field {
            /// Every field, in the order of forms and files.
            pub const ALL: &'static [Field] = &[$(Field::$variant),*];

            /// The wire name.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Field::$variant => $name),* }
            }

            /// The field of that wire name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Field> {
                match name { $($name => Some(Field::$variant),)* _ => None }
            }

            /// The words on the screen.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self { $(Field::$variant => $label),* }
            }

            /// What it holds.
            #[must_use]
            pub fn shape(self) -> Shape {
                match self { $(Field::$variant => $shape),* }
            }

            fn role(self) -> ContentRole {
                match self { $(Field::$variant => ContentRole::$role),* }
            }
        }
    };
}

fields! {
    Title "title" "Title" Shape::Line, Description;
    Description "description" "Description" Shape::Text, Description;
    ImpactStatement "impactStatement" "Impact statement" Shape::Text, Description;
    IssueStatement "issueStatement" "Issue statement" Shape::Text, Description;
    Justification "justification" "Justification" Shape::Text, Description;
    Consequence "consequence" "Consequence of not doing it" Shape::Text, Description;
    Alternatives "alternatives" "Alternatives" Shape::Text, Description;
    Benefits "benefits" "Benefits" Shape::Text, Description;
    Basis "basis" "Basis" Shape::Text, Description;
    ImpactIfFalse "impactIfFalse" "Impact if false" Shape::Text, Description;
    Owner "owner" "Owner" Shape::Owner, Description;
    RaisedBy "raisedBy" "Raised by" Shape::Line, Description;
    RaisedOn "raisedOn" "Raised on" Shape::Day, Description;
    ChangeRaiser "changeRaiser" "Change Raiser" Shape::Line, Description;
    Area "area" "Area" Shape::Line, Description;
    Category "category" "Category" Shape::Line, Description;
    Groups "groups" "Governance groups" Shape::List, Description;
    Provider "provider" "Provider" Shape::Line, Description;
    Receiver "receiver" "Receiver" Shape::Line, Description;
    Deliverable "deliverable" "Deliverable" Shape::Line, Description;
    Direction "direction" "Direction" Shape::Choice(&["Inbound", "Outbound", "Internal"]), Description;
    NeedBy "needBy" "Needed by" Shape::Due, Description;
    ProviderConfirmedBy "providerConfirmedBy" "Confirmed for the provider by" Shape::Line, Outcome;
    ProviderConfirmedOn "providerConfirmedOn" "Provider confirmed on" Shape::Day, Outcome;
    ReceiverConfirmedBy "receiverConfirmedBy" "Confirmed for the receiver by" Shape::Line, Outcome;
    ReceiverConfirmedOn "receiverConfirmedOn" "Receiver confirmed on" Shape::Day, Outcome;
    AgreedOn "agreedOn" "Agreed on" Shape::Day, Outcome;
    DeliveredOn "deliveredOn" "Delivered on" Shape::Day, Outcome;
    Criticality "criticality" "Criticality" LEVEL, Description;
    Proximity "proximity" "Proximity" Shape::Listed(WordList::Proximities), Description;
    Nature "nature" "Nature" Shape::Choice(&["Threat", "Opportunity"]), Description;
    Response "response" "Response" Shape::Listed(WordList::Responses), Description;
    Controllability "controllability" "Control" Shape::Listed(WordList::Controls), Description;
    Trigger "trigger" "Early warning" Shape::Text, Description;
    Contingency "contingency" "Contingency plan" Shape::Text, Description;
    IssueType "issueType" "Type" Shape::Listed(WordList::IssueTypes), Description;
    Severity "severity" "Severity" Shape::Choice(SEVERITIES), Description;
    Priority "priority" "Priority" Shape::Listed(WordList::Priorities), Description;
    RootCause "rootCause" "Root cause" Shape::Text, Description;
    Resolution "resolution" "Resolution" Shape::Text, Outcome;
    TargetResolution "targetResolution" "Resolve by" Shape::Due, Description;
    Confidence "confidence" "Confidence" LEVEL, Description;
    ValidateBy "validateBy" "Validate by" Shape::Due, Description;
    ValidationMethod "validationMethod" "How it is validated" Shape::Text, Description;
    Validator "validator" "To be confirmed by" Shape::Line, Description;
    Outcome "outcome" "Outcome" Shape::Line, Outcome;
    ChangeType "changeType" "Type" Shape::Listed(WordList::ChangeTypes), Description;
    Route "route" "Route" Shape::Listed(WordList::Routes), Description;
    ImpactedArtefacts "impactedArtefacts" "Impacted artefacts" Shape::List, Description;
    ImpactedParties "impactedParties" "Impacted parties" Shape::List, Description;
    CodesImpacted "codesImpacted" "Codes impacted" Shape::List, Description;
    Cost "cost" "Cost" Shape::Line, Description;
    PapersOn "papersOn" "Papers issued on" Shape::Day, Outcome;
    DecisionBody "decisionBody" "Decision body" Shape::Line, Description;
    TargetDecision "targetDecision" "Target decision" Shape::Due, Outcome;
    ReleaseType "releaseType" "Release type" Shape::Listed(WordList::ReleaseTypes), Description;
    InterimRelease "interimRelease" "Interim release" Shape::Line, Outcome;
    InSitScope "inSitScope" "In test scope" Shape::Choice(&["Yes", "No", "tbc"]), Description;
    TestScope "testScope" "Test scope" Shape::Line, Description;
    Dins "dins" "Change notices" Shape::List, Outcome;
    ReleaseDate "releaseDate" "Release date" Shape::Due, Outcome;
    OutlookOwner "outlookOwner" "Release date to be confirmed by" Shape::Line, Description;
    IaSummary "iaSummary" "Impact assessment summary" Shape::Text, Outcome;
    Recommendation "recommendation" "Recommendation" Shape::Text, Outcome;
    ImplementationPlan "implementationPlan" "Implementation plan" Shape::Text, Outcome;
    PlanWaiver "planWaiver" "Why no implementation plan is needed" Shape::Text, Outcome;
    ImplementedIn "implementedIn" "Implemented in" Shape::Line, Outcome;
    ImplementedOn "implementedOn" "Implemented on" Shape::Day, Outcome;
    ArtefactVersions "artefactVersions" "Artefact versions" Shape::List, Outcome;
    ReviewOn "reviewOn" "Reviewed on" Shape::Day, Outcome;
    ReviewBy "reviewBy" "Reviewed by" Shape::Line, Outcome;
    ScopeAsApproved "scopeAsApproved" "Scope as approved" Shape::Choice(&["Yes", "No"]), Outcome;
    ReviewNote "reviewNote" "Review findings" Shape::Text, Outcome;
    Stage "stage" "Decision on" Shape::Choice(&["Issue to impact assessment", "Approval", "Escalation"]), Description;
    Forum "forum" "Forum" Shape::Line, Description;
    Maker "maker" "Decided by" Shape::Line, Description;
    AcceptedBy "acceptedBy" "Accepted by" Shape::Line, Outcome;
    Capacity "capacity" "In the capacity of" Shape::Line, Description;
    AcceptedOn "acceptedOn" "Accepted on" Shape::Day, Outcome;
    AcceptedUntil "acceptedUntil" "Accepted until" Shape::Day, Outcome;
    AcceptanceReason "acceptanceReason" "Why it is accepted" Shape::Text, Outcome;
    AcceptedAssessment "acceptedAssessment" "Accepted as assessed" Shape::Line, Outcome;
    Delegation "delegation" "Basis of delegation" Shape::Line, Description;
    Mode "mode" "Mode" Shape::Listed(WordList::DecisionModes), Description;
    DecidedOn "decidedOn" "Decided on" Shape::Day, Outcome;
    EffectiveOn "effectiveOn" "Effective on" Shape::Day, Outcome;
    ObjectionsInvited "objectionsInvited" "Objections invited" Shape::Choice(&["Yes", "No"]), Outcome;
    Objections "objections" "Objections" Shape::Text, Outcome;
    Reservations "reservations" "Reservations" Shape::Text, Outcome;
    Conditions "conditions" "Conditions" Shape::Text, Outcome;
    DeferredTo "deferredTo" "Deferred to" Shape::Due, Outcome;
    Pending "pending" "Pending" Shape::Text, Outcome;
    EscalatedTo "escalatedTo" "Escalated to" Shape::Line, Outcome;
    EscalatedOn "escalatedOn" "Escalated on" Shape::Day, Outcome;
    EscalationReason "escalationReason" "Why it is escalated" Shape::Text, Outcome;
    MovesConfirmed "movesConfirmed" "Milestone moves confirmed" Shape::Choice(&["Yes"]), Outcome;
    Tier "tier" "Tier" Shape::Line, Description;
    Level1 "level1" "Level 1 milestone" Shape::Line, Description;
    PlanSection "planSection" "Plan section" Shape::Line, Description;
    GovernedBy "governedBy" "Governed by" Shape::Line, Description;
    RegisterDate "registerDate" "Milestone register date" Shape::Day, Description;
    Baseline "baseline" "Baseline" Shape::Day, Description;
    Forecast "forecast" "Forecast" Shape::Day, Description;
    Actual "actual" "Actual" Shape::Day, Outcome;
    RagLast "ragLast" "Last RAG" RAG, Outcome;
    RagCurrent "ragCurrent" "Current RAG" RAG, Outcome;
    RagNext "ragNext" "Next RAG" RAG, Outcome;
    MilestoneChange "milestoneChange" "Milestone change" Shape::Listed(WordList::MilestoneChanges), Outcome;
    Due "due" "Due" Shape::Due, Description;
    Update "update" "Latest update" Shape::Text, Outcome;
    Group "group" "Group" Shape::Line, Description;
    Number "number" "Number" Shape::Line, Description;
    HeldOn "heldOn" "Held on" Shape::Day, Description;
    Time "time" "Time" Shape::Line, Description;
    Venue "venue" "Venue" Shape::Line, Description;
    Extraordinary "extraordinary" "Extraordinary" Shape::Choice(&["Yes", "No"]), Description;
    AgendaItems "agendaItems" "Agenda items" Shape::Text, Description;
    HeadlineOn "headlineOn" "Headline report issued on" Shape::Day, Outcome;
    IssuedOn "issuedOn" "Minutes issued on" Shape::Day, Outcome;
    NextMeeting "nextMeeting" "Next meeting" Shape::Day, Description;
    Attendees "attendees" "Attendees" Shape::List, Description;
    Identifier "identifier" "Identifier" Shape::Line, Description;
    Version "version" "Version" Shape::Line, Description;
    ReviewFrom "reviewFrom" "Reviewed from" Shape::Day, Description;
    ReviewUntil "reviewUntil" "Comments until" Shape::Due, Description;
    CommentsReceived "commentsReceived" "Comments received" Shape::Line, Outcome;
    CommentsAnswered "commentsAnswered" "Comments answered" Shape::Line, Outcome;
    ApprovedOn "approvedOn" "Approved on" Shape::Day, Outcome;
    Classification "classification" "Classification" Shape::Listed(WordList::Classifications), Description;
    Publication "publication" "Publication" Shape::Choice(&["Not published", "Proposed", "Approved", "Published", "Withdrawn"]), Outcome;
    PublicTitle "publicTitle" "Public title" Shape::Line, Description;
    PublicText "publicText" "Public wording" Shape::Text, Description;
    NextReview "nextReview" "Next review" Shape::Day, Description;
    Tags "tags" "Tags" Shape::List, Description;
    ExternalRefs "externalRefs" "External references" Shape::List, Description;
}

impl Shape {
    /// How it is filled in, where that has to be said.
    #[must_use]
    pub fn hint(self) -> Option<&'static str> {
        match self {
            Shape::Day => Some("For example 13/10/2023 or 13 October 2023"),
            Shape::Due => Some("A date, ASAP, tbc, or a meeting by its reference"),
            Shape::List => Some("Separate with commas. Put quotes round a name that has a comma in it"),
            Shape::Owner => Some("A role or organisation"),
            Shape::Line | Shape::Text | Shape::Choice(_) | Shape::Listed(_) | Shape::Offered => None,
        }
    }
}

impl Field {
    /// Whether it tells what became of this one record, which a copy of it does not take along.
    #[must_use]
    pub fn is_outcome(self) -> bool {
        self.role() == ContentRole::Outcome
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_reads_back_and_is_unique() {
        for field in Field::ALL {
            assert_eq!(Field::from_name(field.name()), Some(*field));
        }
    }
}

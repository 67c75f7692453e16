//! Every plain field: its wire name, its words on the screen, its shape, and what it says. Which kinds have it stands with the
//! kinds.
//!
//! One table drives reading, checking, forms, history and search, so a field cannot exist in one and be missing in another.

use super::content_role::ContentRole;
use crate::scheme::programme::{self, DINS, SIT_SCOPE};

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
}

/// Those to a threat first, then those to an opportunity alone.
const RESPONSES: &[&str] = &["Avoid", "Reduce", "Transfer", "Share", "Accept", "Contingency", "Exploit", "Enhance", "Reject"];
const LEVEL: Shape = Shape::Choice(programme::LEVELS);
const RAG: Shape = Shape::Choice(programme::COLOURS);

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
    Title "title" "Title" Shape::Line, Matter;
    Description "description" "Description" Shape::Text, Matter;
    ImpactStatement "impactStatement" "Impact statement" Shape::Text, Matter;
    IssueStatement "issueStatement" "Issue statement" Shape::Text, Matter;
    Justification "justification" "Justification" Shape::Text, Matter;
    Consequence "consequence" "Consequence of not doing it" Shape::Text, Matter;
    Alternatives "alternatives" "Alternatives" Shape::Text, Matter;
    Benefits "benefits" "Benefits" Shape::Text, Matter;
    Basis "basis" "Basis" Shape::Text, Matter;
    ImpactIfFalse "impactIfFalse" "Impact if false" Shape::Text, Matter;
    Owner "owner" "Owner" Shape::Owner, Matter;
    RaisedBy "raisedBy" "Raised by" Shape::Line, Matter;
    RaisedOn "raisedOn" "Raised on" Shape::Day, Matter;
    ChangeRaiser "changeRaiser" "Change Raiser" Shape::Line, Matter;
    Area "area" "Area" Shape::Line, Matter;
    Category "category" "Category" Shape::Line, Matter;
    Groups "groups" "Governance groups" Shape::List, Matter;
    Provider "provider" "Provider" Shape::Line, Matter;
    Receiver "receiver" "Receiver" Shape::Line, Matter;
    Deliverable "deliverable" "Deliverable" Shape::Line, Matter;
    Direction "direction" "Direction" Shape::Choice(&["Inbound", "Outbound", "Internal"]), Matter;
    NeedBy "needBy" "Needed by" Shape::Due, Matter;
    ProviderConfirmedBy "providerConfirmedBy" "Confirmed for the provider by" Shape::Line, Outcome;
    ProviderConfirmedOn "providerConfirmedOn" "Provider confirmed on" Shape::Day, Outcome;
    ReceiverConfirmedBy "receiverConfirmedBy" "Confirmed for the receiver by" Shape::Line, Outcome;
    ReceiverConfirmedOn "receiverConfirmedOn" "Receiver confirmed on" Shape::Day, Outcome;
    AgreedOn "agreedOn" "Agreed on" Shape::Day, Outcome;
    DeliveredOn "deliveredOn" "Delivered on" Shape::Day, Outcome;
    Criticality "criticality" "Criticality" LEVEL, Matter;
    Proximity "proximity" "Proximity" Shape::Choice(programme::PROXIMITIES), Matter;
    Nature "nature" "Nature" Shape::Choice(&["Threat", "Opportunity"]), Matter;
    Response "response" "Response" Shape::Choice(RESPONSES), Matter;
    Controllability "controllability" "Control" Shape::Choice(programme::CONTROL), Matter;
    Trigger "trigger" "Early warning" Shape::Text, Matter;
    Contingency "contingency" "Contingency plan" Shape::Text, Matter;
    IssueType "issueType" "Type" Shape::Choice(programme::ISSUE_TYPES), Matter;
    Severity "severity" "Severity" Shape::Choice(programme::SEVERITIES), Matter;
    Priority "priority" "Priority" LEVEL, Matter;
    RootCause "rootCause" "Root cause" Shape::Text, Matter;
    Resolution "resolution" "Resolution" Shape::Text, Outcome;
    TargetResolution "targetResolution" "Resolve by" Shape::Due, Matter;
    Confidence "confidence" "Confidence" LEVEL, Matter;
    ValidateBy "validateBy" "Validate by" Shape::Due, Matter;
    ValidationMethod "validationMethod" "How it is validated" Shape::Text, Matter;
    Validator "validator" "To be confirmed by" Shape::Line, Matter;
    Outcome "outcome" "Outcome" Shape::Line, Outcome;
    ChangeType "changeType" "Type" Shape::Choice(programme::CHANGE_TYPES), Matter;
    Route "route" "Route" Shape::Choice(programme::ROUTES), Matter;
    ImpactedArtefacts "impactedArtefacts" "Impacted artefacts" Shape::List, Matter;
    ImpactedParties "impactedParties" "Impacted parties" Shape::List, Matter;
    CodesImpacted "codesImpacted" "Codes impacted" Shape::List, Matter;
    Cost "cost" "Cost" Shape::Line, Matter;
    PapersOn "papersOn" "Papers issued on" Shape::Day, Outcome;
    DecisionBody "decisionBody" "Decision body" Shape::Line, Matter;
    TargetDecision "targetDecision" "Target decision" Shape::Due, Outcome;
    ReleaseType "releaseType" "Release type" Shape::Choice(programme::RELEASE_TYPES), Matter;
    InterimRelease "interimRelease" "Interim release" Shape::Line, Outcome;
    InSitScope "inSitScope" SIT_SCOPE Shape::Choice(programme::SIT_SCOPES), Matter;
    TestScope "testScope" "Test scope" Shape::Line, Matter;
    Dins "dins" DINS Shape::List, Outcome;
    ReleaseDate "releaseDate" "Release date" Shape::Due, Outcome;
    OutlookOwner "outlookOwner" "Release date to be confirmed by" Shape::Line, Matter;
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
    Stage "stage" "Decision on" Shape::Choice(&["Issue to impact assessment", "Approval", "Escalation"]), Matter;
    Forum "forum" "Forum" Shape::Line, Matter;
    Maker "maker" "Decided by" Shape::Line, Matter;
    AcceptedBy "acceptedBy" "Accepted by" Shape::Line, Outcome;
    Capacity "capacity" "In the capacity of" Shape::Line, Matter;
    AcceptedOn "acceptedOn" "Accepted on" Shape::Day, Outcome;
    AcceptedUntil "acceptedUntil" "Accepted until" Shape::Day, Outcome;
    AcceptanceReason "acceptanceReason" "Why it is accepted" Shape::Text, Outcome;
    AcceptedAssessment "acceptedAssessment" "Accepted as assessed" Shape::Line, Outcome;
    Delegation "delegation" "Basis of delegation" Shape::Line, Matter;
    Mode "mode" "Mode" Shape::Choice(programme::DECISION_MODES), Matter;
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
    Tier "tier" "Tier" Shape::Line, Matter;
    Level1 "level1" "Level 1 milestone" Shape::Line, Matter;
    PlanSection "planSection" "Plan section" Shape::Line, Matter;
    GovernedBy "governedBy" "Governed by" Shape::Line, Matter;
    RegisterDate "registerDate" "Milestone register date" Shape::Day, Matter;
    Baseline "baseline" "Baseline" Shape::Day, Matter;
    Forecast "forecast" "Forecast" Shape::Day, Matter;
    Actual "actual" "Actual" Shape::Day, Outcome;
    RagLast "ragLast" "Last RAG" RAG, Outcome;
    RagCurrent "ragCurrent" "Current RAG" RAG, Outcome;
    RagNext "ragNext" "Next RAG" RAG, Outcome;
    MilestoneChange "milestoneChange" "Milestone change" Shape::Choice(programme::MILESTONE_CHANGES), Outcome;
    Due "due" "Due" Shape::Due, Matter;
    Update "update" "Latest update" Shape::Text, Outcome;
    Group "group" "Group" Shape::Line, Matter;
    Number "number" "Number" Shape::Line, Matter;
    HeldOn "heldOn" "Held on" Shape::Day, Matter;
    Time "time" "Time" Shape::Line, Matter;
    Venue "venue" "Venue" Shape::Line, Matter;
    Extraordinary "extraordinary" "Extraordinary" Shape::Choice(&["Yes", "No"]), Matter;
    AgendaItems "agendaItems" "Agenda items" Shape::Text, Matter;
    HeadlineOn "headlineOn" "Headline report issued on" Shape::Day, Outcome;
    IssuedOn "issuedOn" "Minutes issued on" Shape::Day, Outcome;
    NextMeeting "nextMeeting" "Next meeting" Shape::Day, Matter;
    Attendees "attendees" "Attendees" Shape::List, Matter;
    Identifier "identifier" "Identifier" Shape::Line, Matter;
    Version "version" "Version" Shape::Line, Matter;
    ReviewFrom "reviewFrom" "Reviewed from" Shape::Day, Matter;
    ReviewUntil "reviewUntil" "Comments until" Shape::Due, Matter;
    CommentsReceived "commentsReceived" "Comments received" Shape::Line, Outcome;
    CommentsAnswered "commentsAnswered" "Comments answered" Shape::Line, Outcome;
    ApprovedOn "approvedOn" "Approved on" Shape::Day, Outcome;
    Classification "classification" "Classification" Shape::Choice(programme::CLASSIFICATIONS), Matter;
    Publication "publication" "Publication" Shape::Choice(&["Not published", "Proposed", "Approved", "Published", "Withdrawn"]), Outcome;
    PublicTitle "publicTitle" "Public title" Shape::Line, Matter;
    PublicText "publicText" "Public wording" Shape::Text, Matter;
    NextReview "nextReview" "Next review" Shape::Day, Matter;
    Tags "tags" "Tags" Shape::List, Matter;
    ExternalRefs "externalRefs" "External references" Shape::List, Matter;
}

impl Shape {
    /// How it is filled in, where that has to be said.
    #[must_use]
    pub fn hint(self) -> Option<&'static str> {
        match self {
            Shape::Day => Some("For example 13/10/2023 or 13 October 2023"),
            Shape::Due => Some(programme::DUE_HINT),
            Shape::List => Some("Separate with commas. Put quotes round a name that has a comma in it"),
            Shape::Owner => Some("A role or organisation"),
            Shape::Line | Shape::Text | Shape::Choice(_) => None,
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

//! Every plain field: its wire name, its words on the screen, its shape, and which kinds have it.
//!
//! One table drives reading, checking, forms, history and search, so a field cannot exist in one and be missing in another.

use super::Kind;

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

const fn kinds(list: &[Kind]) -> u16 {
    let mut set = 0;
    let mut i = 0;
    while i < list.len() {
        set |= list[i].bit();
        i += 1;
    }
    set
}

const ALL: u16 = 0x1ff;
const RISK: u16 = kinds(&[Kind::Risk]);
const ASSUMPTION: u16 = kinds(&[Kind::Assumption]);
const ISSUE: u16 = kinds(&[Kind::Issue]);
const DEPENDENCY: u16 = kinds(&[Kind::Dependency]);
const CHANGE: u16 = kinds(&[Kind::ChangeRequest]);
const ACTION: u16 = kinds(&[Kind::Action]);
const DECISION: u16 = kinds(&[Kind::Decision]);
const MILESTONE: u16 = kinds(&[Kind::Milestone]);
const MEETING: u16 = kinds(&[Kind::Meeting]);

const RAID: u16 = RISK | ASSUMPTION | ISSUE | DEPENDENCY;

/// Those to a threat first, then those to an opportunity alone.
const RESPONSES: &[&str] = &["Avoid", "Reduce", "Transfer", "Share", "Accept", "Contingency", "Exploit", "Enhance", "Reject"];
const HML: Shape = Shape::Choice(&["High", "Medium", "Low"]);
const RAG: Shape = Shape::Choice(&["Blue", "Green", "Amber", "Red"]);

macro_rules! fields {
    ($($variant:ident $name:literal $label:literal $shape:expr, $kinds:expr;)*) => {
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
            pub fn read(name: &str) -> Option<Field> {
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

            fn kinds(self) -> u16 {
                match self { $(Field::$variant => $kinds),* }
            }
        }
    };
}

fields! {
    Title "title" "Title" Shape::Line, ALL;
    Description "description" "Description" Shape::Text, ALL;
    ImpactStatement "impactStatement" "Impact statement" Shape::Text, RISK | ISSUE | DEPENDENCY;
    IssueStatement "issueStatement" "Issue statement" Shape::Text, CHANGE;
    Justification "justification" "Justification" Shape::Text, CHANGE;
    Consequence "consequence" "Consequence of not doing it" Shape::Text, CHANGE;
    Alternatives "alternatives" "Alternatives" Shape::Text, CHANGE;
    Benefits "benefits" "Benefits" Shape::Text, CHANGE;
    Basis "basis" "Basis" Shape::Text, ASSUMPTION;
    ImpactIfFalse "impactIfFalse" "Impact if false" Shape::Text, ASSUMPTION;
    Owner "owner" "Owner" Shape::Owner, ALL;
    RaisedBy "raisedBy" "Raised by" Shape::Line, ALL;
    RaisedOn "raisedOn" "Raised on" Shape::Day, ALL;
    ChangeRaiser "changeRaiser" "Change Raiser" Shape::Line, CHANGE;
    Area "area" "Area" Shape::Line, ALL;
    Category "category" "Category" Shape::Line, ALL;
    Groups "groups" "Governance groups" Shape::List, ALL;
    Provider "provider" "Provider" Shape::Line, DEPENDENCY;
    Receiver "receiver" "Receiver" Shape::Line, DEPENDENCY;
    Deliverable "deliverable" "Deliverable" Shape::Line, DEPENDENCY;
    Direction "direction" "Direction" Shape::Choice(&["Inbound", "Outbound", "Internal"]), DEPENDENCY;
    NeedBy "needBy" "Needed by" Shape::Due, DEPENDENCY;
    ProviderConfirmedBy "providerConfirmedBy" "Confirmed for the provider by" Shape::Line, DEPENDENCY;
    ProviderConfirmedOn "providerConfirmedOn" "Provider confirmed on" Shape::Day, DEPENDENCY;
    ReceiverConfirmedBy "receiverConfirmedBy" "Confirmed for the receiver by" Shape::Line, DEPENDENCY;
    ReceiverConfirmedOn "receiverConfirmedOn" "Receiver confirmed on" Shape::Day, DEPENDENCY;
    AgreedOn "agreedOn" "Agreed on" Shape::Day, DEPENDENCY;
    DeliveredOn "deliveredOn" "Delivered on" Shape::Day, DEPENDENCY;
    Criticality "criticality" "Criticality" HML, DEPENDENCY;
    Proximity "proximity" "Proximity" Shape::Choice(&["Imminent", "Within 1 month", "1 to 3 months", "3 to 6 months", "Over 6 months"]), RISK;
    Nature "nature" "Nature" Shape::Choice(&["Threat", "Opportunity"]), RISK;
    Response "response" "Response" Shape::Choice(RESPONSES), RISK;
    Controllability "controllability" "Control" Shape::Choice(&["Programme", "Shared", "Outside programme"]), RISK;
    Trigger "trigger" "Early warning" Shape::Text, RISK;
    Contingency "contingency" "Contingency plan" Shape::Text, RISK;
    IssueType "issueType" "Type" Shape::Choice(&["Problem", "Concern", "Off-specification", "Request for change", "External event"]), ISSUE;
    Severity "severity" "Severity" Shape::Choice(&["Critical", "High", "Medium", "Low"]), ISSUE;
    Priority "priority" "Priority" HML, ISSUE;
    RootCause "rootCause" "Root cause" Shape::Text, ISSUE;
    Resolution "resolution" "Resolution" Shape::Text, ISSUE;
    TargetResolution "targetResolution" "Resolve by" Shape::Due, ISSUE;
    Confidence "confidence" "Confidence" HML, ASSUMPTION;
    ValidateBy "validateBy" "Validate by" Shape::Due, ASSUMPTION;
    ValidationMethod "validationMethod" "How it is validated" Shape::Text, ASSUMPTION;
    Validator "validator" "To be confirmed by" Shape::Line, ASSUMPTION;
    Outcome "outcome" "Outcome" Shape::Line, ASSUMPTION | DECISION;
    ChangeType "changeType" "Type" Shape::Choice(&["Design", "Plan", "Governance", "Commercial", "Housekeeping"]), CHANGE;
    Route "route" "Route" Shape::Choice(&["Change request", "DIN fast track"]), CHANGE;
    ImpactedArtefacts "impactedArtefacts" "Impacted artefacts" Shape::List, CHANGE;
    ImpactedParties "impactedParties" "Impacted parties" Shape::List, CHANGE;
    CodesImpacted "codesImpacted" "Codes impacted" Shape::List, CHANGE;
    Cost "cost" "Cost" Shape::Line, CHANGE;
    PapersOn "papersOn" "Papers issued on" Shape::Day, CHANGE | MEETING;
    DecisionBody "decisionBody" "Decision body" Shape::Line, CHANGE;
    TargetDecision "targetDecision" "Target decision" Shape::Due, CHANGE;
    ReleaseType "releaseType" "Release type" Shape::Choice(&["Major", "Minor", "Ad hoc", "Emergency"]), CHANGE;
    InterimRelease "interimRelease" "Interim release" Shape::Line, CHANGE;
    InSitScope "inSitScope" "In SIT scope" Shape::Choice(&["Yes", "No", "tbc"]), CHANGE;
    TestScope "testScope" "Test scope" Shape::Line, CHANGE;
    Dins "dins" "DINs" Shape::List, CHANGE;
    ReleaseDate "releaseDate" "Release date" Shape::Due, CHANGE;
    OutlookOwner "outlookOwner" "Release date to be confirmed by" Shape::Line, CHANGE;
    IaSummary "iaSummary" "Impact assessment summary" Shape::Text, CHANGE;
    Recommendation "recommendation" "Recommendation" Shape::Text, CHANGE;
    ImplementationPlan "implementationPlan" "Implementation plan" Shape::Text, CHANGE;
    PlanWaiver "planWaiver" "Why no implementation plan is needed" Shape::Text, CHANGE;
    ImplementedIn "implementedIn" "Implemented in" Shape::Line, CHANGE;
    ImplementedOn "implementedOn" "Implemented on" Shape::Day, CHANGE;
    ArtefactVersions "artefactVersions" "Artefact versions" Shape::List, CHANGE;
    ReviewOn "reviewOn" "Reviewed on" Shape::Day, CHANGE;
    ReviewBy "reviewBy" "Reviewed by" Shape::Line, CHANGE;
    ScopeAsApproved "scopeAsApproved" "Scope as approved" Shape::Choice(&["Yes", "No"]), CHANGE;
    ReviewNote "reviewNote" "Review findings" Shape::Text, CHANGE;
    Stage "stage" "Decision on" Shape::Choice(&["Issue to impact assessment", "Approval", "Escalation"]), DECISION;
    Forum "forum" "Forum" Shape::Line, DECISION;
    Maker "maker" "Decided by" Shape::Line, DECISION;
    AcceptedBy "acceptedBy" "Accepted by" Shape::Line, RISK;
    Capacity "capacity" "In the capacity of" Shape::Line, DECISION | RISK;
    AcceptedOn "acceptedOn" "Accepted on" Shape::Day, RISK;
    AcceptedUntil "acceptedUntil" "Accepted until" Shape::Day, RISK;
    AcceptanceReason "acceptanceReason" "Why it is accepted" Shape::Text, RISK;
    AcceptedAssessment "acceptedAssessment" "Accepted as assessed" Shape::Line, RISK;
    Delegation "delegation" "Basis of delegation" Shape::Line, DECISION;
    Mode "mode" "Mode" Shape::Choice(&["In meeting", "Ex-committee", "Offline", "Written"]), DECISION;
    DecidedOn "decidedOn" "Decided on" Shape::Day, DECISION;
    EffectiveOn "effectiveOn" "Effective on" Shape::Day, DECISION;
    ObjectionsInvited "objectionsInvited" "Objections invited" Shape::Choice(&["Yes", "No"]), DECISION;
    Objections "objections" "Objections" Shape::Text, DECISION;
    Reservations "reservations" "Reservations" Shape::Text, DECISION;
    Conditions "conditions" "Conditions" Shape::Text, DECISION;
    DeferredTo "deferredTo" "Deferred to" Shape::Due, DECISION;
    Pending "pending" "Pending" Shape::Text, DECISION;
    EscalatedTo "escalatedTo" "Escalated to" Shape::Line, DECISION | RAID;
    EscalatedOn "escalatedOn" "Escalated on" Shape::Day, RAID;
    EscalationReason "escalationReason" "Why it is escalated" Shape::Text, RAID;
    MovesConfirmed "movesConfirmed" "Milestone moves confirmed" Shape::Choice(&["Yes"]), DECISION;
    Tier "tier" "Tier" Shape::Line, MILESTONE;
    Level1 "level1" "Level 1 milestone" Shape::Line, MILESTONE;
    PlanSection "planSection" "Plan section" Shape::Line, MILESTONE;
    GovernedBy "governedBy" "Governed by" Shape::Line, MILESTONE;
    RegisterDate "registerDate" "Milestone register date" Shape::Day, MILESTONE;
    Baseline "baseline" "Baseline" Shape::Day, MILESTONE;
    Forecast "forecast" "Forecast" Shape::Day, MILESTONE | DEPENDENCY;
    Actual "actual" "Actual" Shape::Day, MILESTONE;
    RagLast "ragLast" "Last RAG" RAG, MILESTONE | DEPENDENCY;
    RagCurrent "ragCurrent" "Current RAG" RAG, MILESTONE | DEPENDENCY;
    RagNext "ragNext" "Next RAG" RAG, MILESTONE | DEPENDENCY;
    MilestoneChange "milestoneChange" "Milestone change" Shape::Choice(&["New", "Name & Date Change", "Remove"]), MILESTONE;
    Due "due" "Due" Shape::Due, ACTION;
    Update "update" "Latest update" Shape::Text, ACTION | MILESTONE | CHANGE;
    Group "group" "Group" Shape::Line, MEETING;
    Number "number" "Number" Shape::Line, MEETING;
    HeldOn "heldOn" "Held on" Shape::Day, MEETING;
    Time "time" "Time" Shape::Line, MEETING;
    Venue "venue" "Venue" Shape::Line, MEETING;
    Extraordinary "extraordinary" "Extraordinary" Shape::Choice(&["Yes", "No"]), MEETING;
    AgendaItems "agendaItems" "Agenda items" Shape::Text, MEETING;
    HeadlineOn "headlineOn" "Headline report issued on" Shape::Day, MEETING;
    IssuedOn "issuedOn" "Minutes issued on" Shape::Day, MEETING;
    NextMeeting "nextMeeting" "Next meeting" Shape::Day, MEETING;
    Attendees "attendees" "Attendees" Shape::List, MEETING;
    Classification "classification" "Classification" Shape::Choice(&["Public", "Internal", "Restricted"]), ALL;
    Publication "publication" "Publication" Shape::Choice(&["Not published", "Proposed", "Approved", "Published", "Withdrawn"]), ALL;
    PublicTitle "publicTitle" "Public title" Shape::Line, ALL;
    PublicText "publicText" "Public wording" Shape::Text, ALL;
    NextReview "nextReview" "Next review" Shape::Day, ALL;
    Tags "tags" "Tags" Shape::List, ALL;
    ExternalRefs "externalRefs" "External references" Shape::List, ALL;
}

impl Field {
    /// Whether records of that kind have the field.
    #[must_use]
    pub fn belongs_to(self, kind: Kind) -> bool {
        self.kinds() & kind.bit() != 0
    }

    /// The field that says when a record of that kind is due, for the one "Due" column.
    #[must_use]
    pub fn due_of(kind: Kind) -> Field {
        match kind {
            Kind::Risk => Field::NextReview,
            Kind::Assumption => Field::ValidateBy,
            Kind::Issue => Field::TargetResolution,
            Kind::Dependency => Field::NeedBy,
            Kind::ChangeRequest => Field::TargetDecision,
            Kind::Action => Field::Due,
            Kind::Decision => Field::DecidedOn,
            Kind::Milestone => Field::Forecast,
            Kind::Meeting => Field::HeldOn,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_reads_back_and_is_unique() {
        for field in Field::ALL {
            assert_eq!(Field::read(field.name()), Some(*field));
        }
    }

    #[test]
    fn every_kind_has_a_title_and_its_due_field() {
        for kind in Kind::ALL {
            assert!(Field::Title.belongs_to(kind));
            assert!(Field::due_of(kind).belongs_to(kind), "{kind:?}");
        }
    }
}

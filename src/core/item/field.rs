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

/// What a field says of its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    /// What it is about, and what is wanted.
    Matter,
    /// What was done, found or decided about this one.
    Outcome,
}

macro_rules! fields {
    ($($variant:ident $name:literal $label:literal $shape:expr, $kinds:expr, $says:ident;)*) => {
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

            fn says(self) -> Says {
                match self { $(Field::$variant => Says::$says),* }
            }
        }
    };
}

fields! {
    Title "title" "Title" Shape::Line, ALL, Matter;
    Description "description" "Description" Shape::Text, ALL, Matter;
    ImpactStatement "impactStatement" "Impact statement" Shape::Text, RISK | ISSUE | DEPENDENCY, Matter;
    IssueStatement "issueStatement" "Issue statement" Shape::Text, CHANGE, Matter;
    Justification "justification" "Justification" Shape::Text, CHANGE, Matter;
    Consequence "consequence" "Consequence of not doing it" Shape::Text, CHANGE, Matter;
    Alternatives "alternatives" "Alternatives" Shape::Text, CHANGE, Matter;
    Benefits "benefits" "Benefits" Shape::Text, CHANGE, Matter;
    Basis "basis" "Basis" Shape::Text, ASSUMPTION, Matter;
    ImpactIfFalse "impactIfFalse" "Impact if false" Shape::Text, ASSUMPTION, Matter;
    Owner "owner" "Owner" Shape::Owner, ALL, Matter;
    RaisedBy "raisedBy" "Raised by" Shape::Line, ALL, Matter;
    RaisedOn "raisedOn" "Raised on" Shape::Day, ALL, Matter;
    ChangeRaiser "changeRaiser" "Change Raiser" Shape::Line, CHANGE, Matter;
    Area "area" "Area" Shape::Line, ALL, Matter;
    Category "category" "Category" Shape::Line, ALL, Matter;
    Groups "groups" "Governance groups" Shape::List, ALL, Matter;
    Provider "provider" "Provider" Shape::Line, DEPENDENCY, Matter;
    Receiver "receiver" "Receiver" Shape::Line, DEPENDENCY, Matter;
    Deliverable "deliverable" "Deliverable" Shape::Line, DEPENDENCY, Matter;
    Direction "direction" "Direction" Shape::Choice(&["Inbound", "Outbound", "Internal"]), DEPENDENCY, Matter;
    NeedBy "needBy" "Needed by" Shape::Due, DEPENDENCY, Matter;
    ProviderConfirmedBy "providerConfirmedBy" "Confirmed for the provider by" Shape::Line, DEPENDENCY, Outcome;
    ProviderConfirmedOn "providerConfirmedOn" "Provider confirmed on" Shape::Day, DEPENDENCY, Outcome;
    ReceiverConfirmedBy "receiverConfirmedBy" "Confirmed for the receiver by" Shape::Line, DEPENDENCY, Outcome;
    ReceiverConfirmedOn "receiverConfirmedOn" "Receiver confirmed on" Shape::Day, DEPENDENCY, Outcome;
    AgreedOn "agreedOn" "Agreed on" Shape::Day, DEPENDENCY, Outcome;
    DeliveredOn "deliveredOn" "Delivered on" Shape::Day, DEPENDENCY, Outcome;
    Criticality "criticality" "Criticality" HML, DEPENDENCY, Matter;
    Proximity "proximity" "Proximity" Shape::Choice(&["Imminent", "Within 1 month", "1 to 3 months", "3 to 6 months", "Over 6 months"]), RISK, Matter;
    Nature "nature" "Nature" Shape::Choice(&["Threat", "Opportunity"]), RISK, Matter;
    Response "response" "Response" Shape::Choice(RESPONSES), RISK, Matter;
    Controllability "controllability" "Control" Shape::Choice(&["Programme", "Shared", "Outside programme"]), RISK, Matter;
    Trigger "trigger" "Early warning" Shape::Text, RISK, Matter;
    Contingency "contingency" "Contingency plan" Shape::Text, RISK, Matter;
    IssueType "issueType" "Type" Shape::Choice(&["Problem", "Concern", "Off-specification", "Request for change", "External event"]), ISSUE, Matter;
    Severity "severity" "Severity" Shape::Choice(&["Critical", "High", "Medium", "Low"]), ISSUE, Matter;
    Priority "priority" "Priority" HML, ISSUE, Matter;
    RootCause "rootCause" "Root cause" Shape::Text, ISSUE, Matter;
    Resolution "resolution" "Resolution" Shape::Text, ISSUE, Outcome;
    TargetResolution "targetResolution" "Resolve by" Shape::Due, ISSUE, Matter;
    Confidence "confidence" "Confidence" HML, ASSUMPTION, Matter;
    ValidateBy "validateBy" "Validate by" Shape::Due, ASSUMPTION, Matter;
    ValidationMethod "validationMethod" "How it is validated" Shape::Text, ASSUMPTION, Matter;
    Validator "validator" "To be confirmed by" Shape::Line, ASSUMPTION, Matter;
    Outcome "outcome" "Outcome" Shape::Line, ASSUMPTION | DECISION, Outcome;
    ChangeType "changeType" "Type" Shape::Choice(&["Design", "Plan", "Governance", "Commercial", "Housekeeping"]), CHANGE, Matter;
    Route "route" "Route" Shape::Choice(&["Change request", "DIN fast track"]), CHANGE, Matter;
    ImpactedArtefacts "impactedArtefacts" "Impacted artefacts" Shape::List, CHANGE, Matter;
    ImpactedParties "impactedParties" "Impacted parties" Shape::List, CHANGE, Matter;
    CodesImpacted "codesImpacted" "Codes impacted" Shape::List, CHANGE, Matter;
    Cost "cost" "Cost" Shape::Line, CHANGE, Matter;
    PapersOn "papersOn" "Papers issued on" Shape::Day, CHANGE | MEETING, Outcome;
    DecisionBody "decisionBody" "Decision body" Shape::Line, CHANGE, Matter;
    TargetDecision "targetDecision" "Target decision" Shape::Due, CHANGE, Outcome;
    ReleaseType "releaseType" "Release type" Shape::Choice(&["Major", "Minor", "Ad hoc", "Emergency"]), CHANGE, Matter;
    InterimRelease "interimRelease" "Interim release" Shape::Line, CHANGE, Outcome;
    InSitScope "inSitScope" "In SIT scope" Shape::Choice(&["Yes", "No", "tbc"]), CHANGE, Matter;
    TestScope "testScope" "Test scope" Shape::Line, CHANGE, Matter;
    Dins "dins" "DINs" Shape::List, CHANGE, Outcome;
    ReleaseDate "releaseDate" "Release date" Shape::Due, CHANGE, Outcome;
    OutlookOwner "outlookOwner" "Release date to be confirmed by" Shape::Line, CHANGE, Matter;
    IaSummary "iaSummary" "Impact assessment summary" Shape::Text, CHANGE, Outcome;
    Recommendation "recommendation" "Recommendation" Shape::Text, CHANGE, Outcome;
    ImplementationPlan "implementationPlan" "Implementation plan" Shape::Text, CHANGE, Outcome;
    PlanWaiver "planWaiver" "Why no implementation plan is needed" Shape::Text, CHANGE, Outcome;
    ImplementedIn "implementedIn" "Implemented in" Shape::Line, CHANGE, Outcome;
    ImplementedOn "implementedOn" "Implemented on" Shape::Day, CHANGE, Outcome;
    ArtefactVersions "artefactVersions" "Artefact versions" Shape::List, CHANGE, Outcome;
    ReviewOn "reviewOn" "Reviewed on" Shape::Day, CHANGE, Outcome;
    ReviewBy "reviewBy" "Reviewed by" Shape::Line, CHANGE, Outcome;
    ScopeAsApproved "scopeAsApproved" "Scope as approved" Shape::Choice(&["Yes", "No"]), CHANGE, Outcome;
    ReviewNote "reviewNote" "Review findings" Shape::Text, CHANGE, Outcome;
    Stage "stage" "Decision on" Shape::Choice(&["Issue to impact assessment", "Approval", "Escalation"]), DECISION, Matter;
    Forum "forum" "Forum" Shape::Line, DECISION, Matter;
    Maker "maker" "Decided by" Shape::Line, DECISION, Matter;
    AcceptedBy "acceptedBy" "Accepted by" Shape::Line, RISK, Outcome;
    Capacity "capacity" "In the capacity of" Shape::Line, DECISION | RISK, Matter;
    AcceptedOn "acceptedOn" "Accepted on" Shape::Day, RISK, Outcome;
    AcceptedUntil "acceptedUntil" "Accepted until" Shape::Day, RISK, Outcome;
    AcceptanceReason "acceptanceReason" "Why it is accepted" Shape::Text, RISK, Outcome;
    AcceptedAssessment "acceptedAssessment" "Accepted as assessed" Shape::Line, RISK, Outcome;
    Delegation "delegation" "Basis of delegation" Shape::Line, DECISION, Matter;
    Mode "mode" "Mode" Shape::Choice(&["In meeting", "Ex-committee", "Offline", "Written"]), DECISION, Matter;
    DecidedOn "decidedOn" "Decided on" Shape::Day, DECISION, Outcome;
    EffectiveOn "effectiveOn" "Effective on" Shape::Day, DECISION, Outcome;
    ObjectionsInvited "objectionsInvited" "Objections invited" Shape::Choice(&["Yes", "No"]), DECISION, Outcome;
    Objections "objections" "Objections" Shape::Text, DECISION, Outcome;
    Reservations "reservations" "Reservations" Shape::Text, DECISION, Outcome;
    Conditions "conditions" "Conditions" Shape::Text, DECISION, Outcome;
    DeferredTo "deferredTo" "Deferred to" Shape::Due, DECISION, Outcome;
    Pending "pending" "Pending" Shape::Text, DECISION, Outcome;
    EscalatedTo "escalatedTo" "Escalated to" Shape::Line, DECISION | RAID, Outcome;
    EscalatedOn "escalatedOn" "Escalated on" Shape::Day, RAID, Outcome;
    EscalationReason "escalationReason" "Why it is escalated" Shape::Text, RAID, Outcome;
    MovesConfirmed "movesConfirmed" "Milestone moves confirmed" Shape::Choice(&["Yes"]), DECISION, Outcome;
    Tier "tier" "Tier" Shape::Line, MILESTONE, Matter;
    Level1 "level1" "Level 1 milestone" Shape::Line, MILESTONE, Matter;
    PlanSection "planSection" "Plan section" Shape::Line, MILESTONE, Matter;
    GovernedBy "governedBy" "Governed by" Shape::Line, MILESTONE, Matter;
    RegisterDate "registerDate" "Milestone register date" Shape::Day, MILESTONE, Matter;
    Baseline "baseline" "Baseline" Shape::Day, MILESTONE, Matter;
    Forecast "forecast" "Forecast" Shape::Day, MILESTONE | DEPENDENCY, Matter;
    Actual "actual" "Actual" Shape::Day, MILESTONE, Outcome;
    RagLast "ragLast" "Last RAG" RAG, MILESTONE | DEPENDENCY, Outcome;
    RagCurrent "ragCurrent" "Current RAG" RAG, MILESTONE | DEPENDENCY, Outcome;
    RagNext "ragNext" "Next RAG" RAG, MILESTONE | DEPENDENCY, Outcome;
    MilestoneChange "milestoneChange" "Milestone change" Shape::Choice(&["New", "Name & Date Change", "Remove"]), MILESTONE, Outcome;
    Due "due" "Due" Shape::Due, ACTION, Matter;
    Update "update" "Latest update" Shape::Text, ACTION | MILESTONE | CHANGE, Outcome;
    Group "group" "Group" Shape::Line, MEETING, Matter;
    Number "number" "Number" Shape::Line, MEETING, Matter;
    HeldOn "heldOn" "Held on" Shape::Day, MEETING, Matter;
    Time "time" "Time" Shape::Line, MEETING, Matter;
    Venue "venue" "Venue" Shape::Line, MEETING, Matter;
    Extraordinary "extraordinary" "Extraordinary" Shape::Choice(&["Yes", "No"]), MEETING, Matter;
    AgendaItems "agendaItems" "Agenda items" Shape::Text, MEETING, Matter;
    HeadlineOn "headlineOn" "Headline report issued on" Shape::Day, MEETING, Outcome;
    IssuedOn "issuedOn" "Minutes issued on" Shape::Day, MEETING, Outcome;
    NextMeeting "nextMeeting" "Next meeting" Shape::Day, MEETING, Matter;
    Attendees "attendees" "Attendees" Shape::List, MEETING, Matter;
    Classification "classification" "Classification" Shape::Choice(&["Public", "Internal", "Restricted"]), ALL, Matter;
    Publication "publication" "Publication" Shape::Choice(&["Not published", "Proposed", "Approved", "Published", "Withdrawn"]), ALL, Outcome;
    PublicTitle "publicTitle" "Public title" Shape::Line, ALL, Matter;
    PublicText "publicText" "Public wording" Shape::Text, ALL, Matter;
    NextReview "nextReview" "Next review" Shape::Day, ALL, Matter;
    Tags "tags" "Tags" Shape::List, ALL, Matter;
    ExternalRefs "externalRefs" "External references" Shape::List, ALL, Matter;
}

impl Field {
    /// Whether records of that kind have the field.
    #[must_use]
    pub fn belongs_to(self, kind: Kind) -> bool {
        self.kinds() & kind.bit() != 0
    }

    /// Whether it tells what became of this one record, which a copy of it does not take along.
    #[must_use]
    pub fn is_outcome(self) -> bool {
        self.says() == Says::Outcome
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

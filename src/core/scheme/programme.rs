//! The words of the MHHS programme: what another programme calls otherwise, has more of, or has none of. Some are the usual
//! words of a list that a register may change (`word_list.rs`), the others constants still, and
//! nowhere else. Whoever has a register at hand reads them through [`Scheme`](super::Scheme); the tables of `kind` and of
//! `workflow`, which belong to no register, name them here. The source is the programme's papers.

/// Who meets and decides: code and name (domain notes A9).
pub(super) const GROUPS: &[(&str, &str)] = &[
    ("PSG", "Programme Steering Group"),
    ("DAG", "Design Advisory Group"),
    ("TMAG", "Testing and Migration Advisory Group"),
    ("CCAG", "Cross Code Advisory Group"),
    ("DWG", "Data Working Group"),
    ("MWG", "Migration Working Group"),
    ("EWG", "Environments and Configuration Management Working Group"),
    ("QWG", "Qualification and E2E Sandbox Working Group"),
    ("SITWG", "Systems Integration Test Working Group"),
    ("NFTWG", "Non-Functional Testing Working Group"),
    ("MDSG", "MDSG"),
    ("DRG", "Design Resolution Group"),
    ("SDWG", "Security Design Working Group"),
    ("MTDSG", "Migration and Transition Design Subgroup"),
    ("FTIG", "Fast Track Implementation Group"),
    ("CDWG", "Code Drafting Working Group"),
];

/// Categories of a risk.
pub(super) const CATEGORIES: &[&str] =
    &["Testing", "Migration", "Data", "Design", "Qualification", "Environments", "Governance", "Security", "Commercial"];

/// The constituencies that are asked for an impact assessment.
pub(super) const CONSTITUENCIES: &[&str] = &[
    "Large Supplier",
    "Medium Supplier",
    "Small Supplier",
    "I&C Supplier",
    "Supplier Agent",
    "DNO",
    "iDNO",
    "DCC",
    "National Grid ESO",
    "Elexon",
    "RECCo",
    "Consumer",
];

/// The channels on which the constituencies are told of it.
pub(super) const CHANNELS: &[&str] = &["Principal Contacts", "The Clock"];

/// Working days in which it is answered.
pub(super) const RESPONSE_WINDOW: u16 = 10;

/// Who makes a decision.
pub(super) const DECISION_MAKERS: &[&str] = &["SRO", "Chair", "PSG", "Ofgem"];

/// In what capacity it is made.
pub(super) const CAPACITIES: &[&str] = &["SRO", "SRO, as delegated to the Chair", "Group consensus", "PSG", "Ofgem"];

/// The bodies that a decision is escalated to.
pub(super) const HIGHER_BODIES: &[&str] = &["PSG", "Ofgem"];

/// How a decision is made, the usual way first.
pub(crate) const DECISION_MODES: &[&str] = &["In meeting", "Ex-committee", "Offline", "Written"];

/// Types of change.
pub(crate) const CHANGE_TYPES: &[&str] = &["Design", "Plan", "Governance", "Commercial", HOUSEKEEPING];
/// The type that is approved without an impact assessment.
pub(super) const HOUSEKEEPING: &str = "Housekeeping";
/// What such an approval asks for.
pub(crate) const HOUSEKEEPING_TYPE: &str = "“Housekeeping” as the type";
/// Ways of a change.
pub(crate) const ROUTES: &[&str] = &["Change request", "DIN fast track"];
/// Types of release.
pub(crate) const RELEASE_TYPES: &[&str] = &["Major", "Minor", "Ad hoc", "Emergency"];
/// What carries a change, as a field's label.
pub(crate) const DINS: &str = "DINs";
/// What a schedule asks for.
pub(crate) const CARRIER: &str = "the DIN or the interim release";
/// What a schedule asks for where it is missing.
pub(crate) const CARRIER_MISSING: &str = "Name the DIN or the interim release that carries it";
/// A field that only programmes with systems integration testing have.
pub(crate) const SIT_SCOPE: &str = "In SIT scope";
/// What that field can say.
pub(crate) const SIT_SCOPES: &[&str] = &["Yes", "No", "tbc"];
/// What validation asks for where that field is empty.
pub(crate) const SIT_SCOPE_MISSING: &str = "Release outlook: say whether it is in SIT scope (“tbc” is an answer)";

/// How near a risk is.
pub(crate) const PROXIMITIES: &[&str] = &["Imminent", "Within 1 month", "1 to 3 months", "3 to 6 months", "Over 6 months"];
/// Whose hands a risk is in.
pub(crate) const CONTROL: &[&str] = &["Programme", "Shared", "Outside programme"];
/// Types of issue.
pub(crate) const ISSUE_TYPES: &[&str] = &["Problem", "Concern", "Off-specification", "Request for change", "External event"];
/// What a change can do to a milestone.
pub(crate) const MILESTONE_CHANGES: &[&str] = &["New", "Name & Date Change", "Remove"];
/// Who may see a record, the public first.
pub(crate) const CLASSIFICATIONS: &[&str] = &["Public", "Internal", "Restricted"];
/// Criticality, priority and confidence.
pub(crate) const LEVELS: &[&str] = &["High", "Medium", "Low"];
/// Severity of an issue: the words of [`Band`](super::Band), worst first.
pub(crate) const SEVERITIES: &[&str] = &["Critical", "High", "Medium", "Low"];
/// The RAG of a milestone.
pub(crate) const COLOURS: &[&str] = &["Blue", "Green", "Amber", "Red"];

/// How references of a kind are written.
pub(crate) struct ReferencePattern {
    /// What they begin with.
    pub(crate) prefix: &'static str,
    /// Digits at least.
    pub(crate) width: usize,
}

const fn pattern(prefix: &'static str, width: usize) -> ReferencePattern {
    ReferencePattern { prefix, width }
}

pub(crate) const RISK: ReferencePattern = pattern("R", 1);
pub(crate) const ASSUMPTION: ReferencePattern = pattern("A", 1);
pub(crate) const ISSUE: ReferencePattern = pattern("I", 1);
pub(crate) const DEPENDENCY: ReferencePattern = pattern("D", 1);
pub(crate) const CHANGE_REQUEST: ReferencePattern = pattern("CR", 3);
pub(crate) const ACTION: ReferencePattern = pattern("ACT", 3);
pub(crate) const DECISION: ReferencePattern = pattern("DEC", 3);
pub(crate) const MILESTONE: ReferencePattern = pattern("M", 1);
pub(crate) const MEETING: ReferencePattern = pattern("MTG", 3);
pub(crate) const DOCUMENT: ReferencePattern = pattern("DOC", 3);

/// Schemes of external references whose number follows them directly, longest first, with what stands between the two.
pub(super) const NUMBERED_SCHEMES: &[(&str, &str)] = &[
    ("MHHS-DEL", ""),
    ("MHHS-IF", "-"),
    ("ELEX-REP", "-"),
    ("DES", ""),
    ("DIN", " "),
    ("REP", "-"),
    ("IR", ""),
    ("IF", "-"),
    ("BP", ""),
];
/// Bodies whose own numbers carry their own letters.
pub(super) const NUMBERING_BODIES: &[&str] = &["REC CP", "BSC", "REC", "SEC", "DCUSA", "PPIR"];
/// How a scheme is written out, and the scheme.
pub(super) const WRITTEN_OUT: (&str, &str) = ("Interim Release ", "IR");

/// Words that name the parties of the industry and its codes: they may leave with what is published.
pub(super) const PARTIES: &str = "\
    bsc consumer consumers dcc dcusa desnz distributor distributors dno dnos domestic elexon eso generator generators grid \
    i&c idno idnos ldso ldsos mhhs neso network networks ngeso ofgem pmo ppc ppcs rec recco retail settlement si sit sro \
    supplier suppliers";

/// A meeting's reference.
pub(super) const MEETING_EXAMPLE: &str = "DAG030";
/// How something is filled in that is due.
pub(crate) const DUE_HINT: &str = "A date, ASAP, tbc, or a meeting such as “meeting DAG030”";
/// How the meeting that decides is filled in.
pub(super) const DECIDING_MEETING_HINT: &str = "Its reference, for example DAG030";
/// How the meeting is filled in at which something came up.
pub(super) const RAISED_AT_HINT: &str = "The meeting it came up at, if any, for example TMAG022";
/// How a person's own name is filled in.
pub(super) const ACTOR_HINT: &str = "A role is enough, such as “Programme (PMO)”. It stands in the history for good.";
/// How the maker of a decision is filled in.
pub(crate) const MAKER_HINT: &str = "The role, for example SRO or Chair";
/// How the identifier of a document is filled in.
pub(crate) const IDENTIFIER_HINT: &str = "As it stands on the document, for example MHHS-DEL1478";

//! Who is asked for an impact assessment.

/// The constituencies of the programme, offered where a round is issued.
pub(super) const CONSTITUENCIES: [&str; 12] = [
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

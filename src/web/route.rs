//! Where in the page a person is, and the address that brings them back there.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::query::{Column, DueFilter, Filter, Scope, Sort};
use crate::record::{Kind, Status};
use crate::scheme::Scheme;
use crate::state::Rag;

/// Where in the page a person is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(clippy::large_enum_variant, reason = "a handful of them is held at a time")]
pub enum Route {
    /// Counts, matrix, overdue, last changes.
    #[default]
    Overview,
    /// A list.
    List(ListRoute),
    /// One record, by reference.
    Record(String),
    /// Change requests by state.
    Board,
    /// A month: year and number; none is this one.
    Calendar(Option<(i32, u32)>),
    /// A meeting's agenda, by its reference; none is the next one.
    Agenda(Option<String>),
    /// What is set.
    Settings,
}

/// A list: what it is narrowed to, its order, its columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListRoute {
    /// What it is narrowed to.
    pub filter: Filter,
    /// Its order.
    pub sort: Sort,
    /// Its columns, in order; none means the usual ones.
    pub columns: Option<Vec<Column>>,
}

impl ListRoute {
    /// All records of one kind.
    #[must_use]
    pub fn of(kind: Kind) -> ListRoute {
        ListRoute { filter: Filter { kinds: vec![kind], ..Filter::default() }, ..ListRoute::default() }
    }

    /// The columns it shows. Chosen for another kind, some may say nothing of this one; where none says anything, the
    /// usual ones do.
    #[must_use]
    pub fn shown_columns(&self, scheme: &Scheme) -> Vec<Column> {
        let kinds = &self.filter.kinds;
        let is_known = |column: &Column| !matches!(column, Column::Custom(name) if scheme.custom_field(name.name()).is_none());
        let says = |column: &Column| is_known(column) && (kinds.is_empty() || scheme.column_fits(*column, kinds));
        let chosen = self.columns.iter().flatten().copied().filter(says).collect::<Vec<_>>();
        let is_asked = |column: &Column| !matches!(column, Column::Field(field) if !scheme.asks(*field));
        if chosen.is_empty() { Column::usual(kinds).iter().copied().filter(is_asked).collect() } else { chosen }
    }
}

impl Route {
    /// The address, to stand behind a `#`.
    #[must_use]
    pub fn address(&self) -> String {
        match self {
            Route::Overview => "overview".into(),
            Route::Record(reference) => format!("item/{}", escape(reference)),
            Route::Board => "board".into(),
            Route::Calendar(None) => "calendar".into(),
            Route::Calendar(Some((year, month))) => format!("calendar/{year:04}-{month:02}"),
            Route::Agenda(None) => "agenda".into(),
            Route::Settings => "settings".into(),
            Route::Agenda(Some(meeting)) => format!("agenda/{}", escape(meeting)),
            Route::List(list) => {
                let parts = list_parts(list);
                if parts.is_empty() { "list".into() } else { format!("list?{}", parts.join("&")) }
            }
        }
    }

    /// Reads an address. What it does not know is left out; what is no address at all is the overview.
    #[must_use]
    pub fn parse(address: &str) -> Route {
        let address = address.trim_start_matches('#');
        if let Some(reference) = address.strip_prefix("item/") {
            return Route::Record(unescape(reference));
        }
        if let Some(meeting) = address.strip_prefix("agenda/") {
            return Route::Agenda(Some(unescape(meeting)));
        }
        if let Some(month) = address.strip_prefix("calendar/") {
            return Route::Calendar(read_month(month));
        }
        match address.split_once('?') {
            Some(("list", query)) => Route::List(read_list(query)),
            _ if address == "list" => Route::List(ListRoute::default()),
            _ if address == "board" => Route::Board,
            _ if address == "calendar" => Route::Calendar(None),
            _ if address == "agenda" => Route::Agenda(None),
            _ if address == "settings" => Route::Settings,
            _ => Route::Overview,
        }
    }
}

/// "2023-10".
fn read_month(written: &str) -> Option<(i32, u32)> {
    let (year, month) = written.split_once('-')?;
    let (year, month) = (year.parse().ok()?, month.parse().ok()?);
    ((1900..=2200).contains(&year) && (1..=12).contains(&month)).then_some((year, month))
}

fn list_parts(list: &ListRoute) -> Vec<String> {
    let filter = &list.filter;
    let mut parts = Vec::new();
    let mut put = |key: &str, value: String| {
        if !value.is_empty() {
            parts.push(format!("{key}={}", escape(&value)));
        }
    };
    put("q", filter.text.clone());
    put("kind", filter.kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(","));
    put("rag", filter.rags.iter().map(|rag| rag.name()).collect::<Vec<_>>().join(","));
    put("status", filter.statuses.iter().map(|status| status.word()).collect::<Vec<_>>().join(","));
    put(
        "scope",
        match filter.scope {
            Scope::All => "",
            Scope::Open => "open",
            Scope::Settled => "settled",
        }
        .into(),
    );
    put("owner", filter.owner.clone().unwrap_or_default());
    put("group", filter.group.clone().unwrap_or_default());
    for (name, word) in &filter.custom {
        put(&escape(Column::Custom(*name).name()), word.clone());
    }
    put("milestone", filter.milestone.clone().unwrap_or_default());
    put(
        "due",
        match filter.due {
            DueFilter::Any => String::new(),
            DueFilter::Overdue => "overdue".into(),
            DueFilter::Undated => "undated".into(),
            DueFilter::Within(days) => days.to_string(),
        },
    );
    put("cell", filter.cell.map(|(likelihood, impact)| format!("{likelihood}x{impact}")).unwrap_or_default());
    put("proposed", if filter.proposed { "1".into() } else { String::new() });
    put("conflicts", if filter.in_conflict { "1".into() } else { String::new() });
    if list.sort != Sort::default() {
        put("sort", format!("{}{}", if list.sort.descending { "-" } else { "" }, list.sort.column.name()));
    }
    // The name of a programme's own field may have a comma.
    let column = |column: &Column| column.name().replace('%', "%25").replace(',', "%2C");
    put("columns", list.columns.iter().flatten().map(column).collect::<Vec<_>>().join(","));
    parts
}

fn read_list(query: &str) -> ListRoute {
    let mut list = ListRoute::default();
    for pair in query.split('&') {
        let Some((key, value)) = pair.split_once('=') else { continue };
        let value = unescape(value);
        let filter = &mut list.filter;
        let words = || value.split(',');
        match key {
            "q" => filter.text = value,
            "kind" => filter.kinds = words().filter_map(Kind::from_name).collect(),
            "rag" => filter.rags = words().filter_map(|word| Rag::ALL.into_iter().find(|rag| rag.name() == word)).collect(),
            "status" => filter.statuses = words().filter_map(Status::from_name).collect(),
            "scope" => {
                filter.scope = match value.as_str() {
                    "open" => Scope::Open,
                    "settled" => Scope::Settled,
                    _ => Scope::All,
                }
            }
            "owner" => filter.owner = Some(value),
            "group" => filter.group = Some(value),
            "milestone" => filter.milestone = Some(value),
            "due" => filter.due = read_due(&value),
            "cell" => {
                filter.cell =
                    value.split_once('x').and_then(|(likelihood, impact)| Some((likelihood.parse().ok()?, impact.parse().ok()?)))
            }
            "proposed" => filter.proposed = value == "1",
            "conflicts" => filter.in_conflict = value == "1",
            "sort" => list.sort = read_sort(&value),
            "columns" => list.columns = Some(words().filter_map(|word| Column::from_name(&unescape(word))).collect()),
            key => {
                if let Some(Column::Custom(name)) = Column::from_name(&unescape(key)) {
                    filter.custom.push((name, value));
                }
            }
        }
    }
    list.columns = list.columns.filter(|columns| !columns.is_empty());
    list
}

fn read_due(value: &str) -> DueFilter {
    match value {
        "overdue" => DueFilter::Overdue,
        "undated" => DueFilter::Undated,
        days => days.parse().map_or(DueFilter::Any, DueFilter::Within),
    }
}

fn read_sort(value: &str) -> Sort {
    let (descending, name) = value.strip_prefix('-').map_or((false, value), |name| (true, name));
    Column::from_name(name).map_or_else(Sort::default, |column| Sort { column, descending })
}

/// What stands in an address as it is, beside letters and digits.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b',').remove(b'~');

fn escape(text: &str) -> String {
    utf8_percent_encode(text, ESCAPED).to_string()
}

fn unescape(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_brings_back_what_it_names() {
        let list = ListRoute {
            filter: Filter {
                kinds: vec![Kind::Risk, Kind::Issue],
                rags: vec![Rag::High],
                statuses: vec![Status::RecommendClosed],
                scope: Scope::Open,
                owner: Some("Programme (PMO) & others".into()),
                group: Some("TMAG".into()),
                custom: vec![(crate::query::CustomName::of("Site & place"), "North, old".into())],
                milestone: Some("M9".into()),
                due: DueFilter::Within(30),
                cell: Some((4, 5)),
                proposed: true,
                in_conflict: true,
                text: "\"data cut\" 100% é".into(),
            },
            sort: Sort { column: Column::Due, descending: true },
            columns: Some(vec![
                Column::Title,
                Column::Due,
                Column::Field(crate::record::Field::Baseline),
                Column::Custom(crate::query::CustomName::of("Cost, 100% certain")),
            ]),
        };
        for route in [
            Route::Overview,
            Route::Record("TMAG DEC-07/ä".into()),
            Route::List(list),
            Route::List(ListRoute::default()),
            Route::Board,
            Route::Calendar(None),
            Route::Calendar(Some((2023, 10))),
            Route::Agenda(None),
            Route::Agenda(Some("DAG030".into())),
        ] {
            assert_eq!(Route::parse(&route.address()), route);
        }
    }

    #[test]
    fn a_strange_address_does_no_harm() {
        for address in [
            "",
            "#",
            "list?",
            "list?kind=nothing&sort=-&cell=x&due=soon&%zz=%",
            "item/%",
            "<script>",
            "calendar/2023-13",
            "calendar/x",
            "agenda/%",
        ] {
            let _ = Route::parse(address).address();
        }
        assert_eq!(Route::parse("<script>"), Route::Overview);
    }
}

//! Procedures as the package knows them.

use domain::kinds::Channel;
use domain::procedure::{ComponentId, ProcedureCode};
use seal::Sha256;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::catalogue::FormPlan;
use crate::expression::Expression;
use crate::fees::{Exemption, FeePlan};
use crate::form::Duty;
use crate::listed::Listed;
use crate::mandate::Mandate;
use crate::terms::TermPlan;
use crate::text::Text;

/// One administrative procedure.
#[derive(Debug)]
pub struct Procedure {
    pub(crate) about: About,
    pub(crate) components: Vec<Component>,
    pub(crate) example: Option<Value>,
    pub(crate) signed_as: Option<ComponentId>,
    /// The few questions of a procedure, with the form that follows them where it names one.
    pub(crate) asks: Option<FormPlan>,
    pub(crate) present: Option<Text>,
    pub(crate) mandate: Option<Mandate>,
    pub(crate) listed: Option<Box<Listed>>,
    pub(crate) superseded_by: Option<String>,
    pub(crate) entry_hash: Sha256,
    pub(crate) papers_hash: Sha256,
    pub(crate) terms_hash: Sha256,
    pub(crate) fees_hash: [Sha256; 2],
    /// `None` where only the source's list tells; empty where a person found that nothing is sure.
    pub(crate) terms: Option<Vec<TermPlan>>,
    pub(crate) fees: Vec<FeePlan>,
    pub(crate) exempt: Vec<Exemption>,
}

/// What a procedure's record says, as it stands in the package.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// The code of the national list.
    pub code: ProcedureCode,
    /// Its official name.
    pub name: Text,
    /// Lĩnh vực.
    #[serde(default)]
    pub field: String,
    /// Who decides, as published; empty where the source does not say.
    #[serde(default)]
    pub agency: String,
    /// The decision that published it.
    #[serde(default)]
    pub decision: String,
    /// The legal texts that the source names.
    #[serde(default)]
    pub legal_basis: Vec<String>,
    /// What the person is given in the end.
    #[serde(default)]
    pub results: Vec<ProcedureResult>,
    /// By which channels it may be handed in.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// How long it takes.
    #[serde(default)]
    pub time: Published,
    /// What it costs.
    #[serde(default)]
    pub fee: Published,
    /// Where all this was seen.
    pub source: String,
    /// From which day it holds, `None` where that is not known.
    #[serde(default)]
    pub effective_from: Option<String>,
    /// Until which day it holds, `None` where that is not known.
    #[serde(default)]
    pub effective_to: Option<String>,
    /// A person has checked the list of papers against the source.
    #[serde(default)]
    pub is_checked: bool,
    /// The name of its form in the package.
    #[serde(default)]
    pub form: Option<String>,
}

/// A result that a procedure gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProcedureResult {
    /// Its name.
    pub name: String,
    /// Its code in the national list; empty where the source has none.
    #[serde(default)]
    pub code: String,
}

/// A published value that may have lost its unit on the way: the text as listed, and how to say it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// The text exactly as the source lists it.
    pub as_listed: String,
    /// The same as it may be said to a person.
    pub said: Text,
}

impl Procedure {
    /// A procedure of which nothing but this is known.
    pub(crate) fn of(about: About) -> Self {
        Self {
            about,
            components: Vec::new(),
            example: None,
            signed_as: None,
            asks: None,
            present: None,
            mandate: None,
            listed: None,
            superseded_by: None,
            entry_hash: Sha256::OF_NOTHING,
            papers_hash: Sha256::OF_NOTHING,
            terms_hash: Sha256::OF_NOTHING,
            fees_hash: [Sha256::OF_NOTHING; 2],
            terms: None,
            fees: Vec::new(),
            exempt: Vec::new(),
        }
    }

    /// The code of the national list.
    pub fn code(&self) -> &ProcedureCode {
        &self.about.code
    }

    /// Its official name.
    pub fn name(&self) -> &Text {
        &self.about.name
    }

    /// What its record says.
    pub fn about(&self) -> &About {
        &self.about
    }

    /// The papers that it may ask for, in their order.
    pub fn components(&self) -> &[Component] {
        &self.components
    }

    /// Whether the package has a form of its own for it.
    pub fn has_form(&self) -> bool {
        self.about.form.is_some()
    }

    /// Whether a person has checked its list of papers.
    pub fn is_checked(&self) -> bool {
        self.about.is_checked
    }

    /// A whole form, filled in with people who do not exist.
    pub fn example(&self) -> Option<&Value> {
        self.example.as_ref()
    }

    /// The component as which its signed sheet comes back; `None` where no sheet is printed.
    pub fn signed_as(&self) -> Option<&ComponentId> {
        self.signed_as.as_ref()
    }

    /// Who has to come or to sign in person; `None` where the source does not say.
    pub fn present(&self) -> Option<&Text> {
        self.present.as_ref()
    }

    /// Who may hand in for somebody else; `None` where the source does not say.
    pub fn mandate(&self) -> Option<&Mandate> {
        self.mandate.as_ref()
    }

    /// What a province's list says of it, word for word; `None` where the package has no list.
    pub fn listed(&self) -> Option<&Listed> {
        self.listed.as_deref()
    }

    /// The decision of a province's list that is not the one under which its papers were checked: they
    /// count as unchecked then.
    pub fn superseded_by(&self) -> Option<&str> {
        self.superseded_by.as_deref()
    }

    /// SHA-256 of its record in the package, by which a dossier knows what it was taken in under; of
    /// nothing for a procedure without a record.
    pub fn entry_hash(&self) -> Sha256 {
        self.entry_hash
    }

    /// Whether its record says more than a list does.
    pub(crate) fn has_own_content(&self) -> bool {
        self.about.is_checked
            || self.about.form.is_some()
            || self.asks.is_some()
            || !self.components.is_empty()
    }

    /// What a component is called, be it one of its papers or one that stands for another.
    pub fn component_name(&self, id: &ComponentId) -> Option<&Text> {
        let own = self.components.iter().find(|component| component.id == *id);
        let other = || self.components.iter().flat_map(|component| &component.instead);
        own.map(|component| &component.name)
            .or_else(|| other().find(|other| other.id == *id).map(|other| &other.name))
    }
}

/// One paper of a procedure (thành phần hồ sơ).
#[derive(Debug, Clone)]
pub struct Component {
    pub(crate) id: ComponentId,
    pub(crate) name: Text,
    pub(crate) official: String,
    pub(crate) rows: Vec<u32>,
    pub(crate) listed: Duty,
    pub(crate) originals: u32,
    pub(crate) copies: u32,
    pub(crate) note: Option<Text>,
    pub(crate) when_said: Option<Text>,
    pub(crate) when: Option<Expression>,
    pub(crate) duties: Vec<(Option<Expression>, Duty)>,
    pub(crate) missing: Vec<(Option<Expression>, Text)>,
    pub(crate) instead: Vec<Alternative>,
}

/// A paper that may stand for a component.
#[derive(Debug, Clone)]
pub struct Alternative {
    pub(crate) id: ComponentId,
    pub(crate) name: Text,
    pub(crate) official: String,
    pub(crate) when: Option<Expression>,
}

impl Component {
    /// Its name within the procedure.
    pub fn id(&self) -> &ComponentId {
        &self.id
    }

    /// What it is called at the desk.
    pub fn name(&self) -> &Text {
        &self.name
    }

    /// What the source says of it, word for word; empty where only its rows are named.
    pub fn official(&self) -> &str {
        &self.official
    }

    /// Which rows of the source's list it stands for, by their numbers there.
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// What the source's list says is to be done with it; a case may say otherwise.
    pub fn listed_duty(&self) -> Duty {
        self.listed
    }

    /// How many originals the source lists.
    pub fn originals(&self) -> u32 {
        self.originals
    }

    /// How many copies the source lists.
    pub fn copies(&self) -> u32 {
        self.copies
    }

    /// What to know about it.
    pub fn note(&self) -> Option<&Text> {
        self.note.as_ref()
    }

    /// In which cases it is asked for, in words; `None` if always.
    pub fn when_said(&self) -> Option<&Text> {
        self.when_said.as_ref()
    }

    /// What may stand for it, first choice first.
    pub fn instead(&self) -> &[Alternative] {
        &self.instead
    }
}

impl Alternative {
    /// Its component.
    pub fn id(&self) -> &ComponentId {
        &self.id
    }

    /// What the source says of it, word for word, where it stands there by itself; else empty.
    pub fn official(&self) -> &str {
        &self.official
    }

    /// What it is called.
    pub fn name(&self) -> &Text {
        &self.name
    }
}

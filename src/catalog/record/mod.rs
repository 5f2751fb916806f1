//! What `data/<organisation>/` records as YAML. STUB.

use super::controls::Found;
use super::{Organisation, SourceText};
use crate::diag::Remark;
use crate::field::id::OrganisationId;
use std::collections::BTreeMap;

pub(super) fn read(_files: &[SourceText], _found: &Found, _remarks: &mut Vec<Remark>) -> BTreeMap<OrganisationId, Organisation> {
    todo!()
}

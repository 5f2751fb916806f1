//! From what is known of deliveries to its stored form.

use crate::field::delivery::{DeliveryStatus, Lacking, Lost, Quarantine};
use crate::field::observation::Delivery;
use crate::stored::deliveries::*;
use crate::stored::outcome::StoredDelivery;

pub(super) fn delivery(d: &Delivery) -> StoredDelivery {
    StoredDelivery {
        dataset: d.dataset.to_string(),
        file: d.file.clone(),
        sha256: d.sha256.clone(),
        rows_read: d.rows_read,
        rows_used: d.rows_used,
        rows_quarantined: d.rows_quarantined,
        set_aside: d.set_aside,
        recognised: Some(d.recognised.clone()).filter(|r| !r.is_empty()),
    }
}

pub(super) fn received(s: &DeliveryStatus) -> StoredReceived {
    StoredReceived {
        unit: s.unit.to_string(),
        dataset: s.dataset.to_string(),
        period: s.period.to_string(),
        due: s.due,
        state: s.state.key().to_owned(),
        late_by_days: s.late_by_days,
        files: s.files.clone(),
        set_aside: s.set_aside.clone(),
        rows_used: s.rows_used,
        rows_quarantined: s.rows_quarantined,
        rows_suppressed: s.rows_suppressed,
        missing: s.missing.clone(),
    }
}

pub(super) fn quarantine(q: &Quarantine) -> StoredQuarantine {
    StoredQuarantine { dataset: q.dataset.to_string(), file: q.file.clone(), reason: q.reason.clone(), rows: q.rows }
}

pub(super) fn lacking(l: &Lacking) -> StoredLacking {
    StoredLacking {
        measure: match &l.lost {
            Lost::Figures { measure, .. } => Some(measure.to_string()),
            Lost::Rows => None,
        },
        dataset: l.dataset.to_string(),
        file: l.file.clone(),
    }
}

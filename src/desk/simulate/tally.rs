//! What is counted while patients move: the sums that plans, published figures and the ledger are made from.
//!
//! Counts only; sums of parts are the sum of the whole, in any order.

macro_rules! counts {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub(super) struct $name { $($(#[$field_doc])* pub $field: u64),* }
        impl $name {
            /// Adds the counts of another part.
            pub fn add(&mut self, other: &Self) { $(self.$field += other.$field;)* }
            /// The names of the counts.
            #[allow(dead_code, reason = "not every count is printed")]
            pub const NAMES: &'static [&'static str] = &[$(stringify!($field)),*];
            /// The counts, in the order of their names.
            #[allow(dead_code, reason = "not every count is printed")]
            pub fn values(&self) -> Vec<u64> { vec![$(self.$field),*] }
        }
    };
}

counts!(
    /// One queue in one week.
    Week {
        /// Waiting on Monday morning.
        ko_start,
        /// Came.
        inflode,
        /// Done.
        utfall,
        /// Left without being seen.
        ovriga_avslut,
        /// Waiting on Sunday night.
        ko_slut,
        /// Capacity in thousandths of a contact, as before the five-step model.
        kapacitet,
        /// Follow-ups with their target date in the week.
        forfaller,
    }
);

counts!(
    /// One queue in one month.
    Month {
        /// All who wait on the last day.
        vantande,
        /// Of these patient-chosen.
        vantande_pvv,
        /// Of these medically caused.
        vantande_mov,
        /// Of these for special reasons.
        vantande_sov,
        /// Not patient-chosen, 0 to 30 days.
        dagar_0_30,
        /// Not patient-chosen, 31 to 60 days.
        dagar_31_60,
        /// Not patient-chosen, 61 to 90 days.
        dagar_61_90,
        /// Not patient-chosen, more than 90 days.
        dagar_over_90,
        /// All within 90 days, the patient-chosen too.
        inom_90_alla,
        /// Follow-ups whose target date has passed.
        forfallna,
        /// Came.
        ankomster,
        /// Done.
        genomforda,
        /// Done within 90 days, follow-ups by their target date.
        genomforda_i_tid,
        /// Left without being seen.
        ovriga_avslut,
    }
);

counts!(
    /// The operations of a unit in one month.
    Theatre {
        /// Rows in all.
        planerade,
        /// Done.
        genomforda,
        /// Cancelled.
        strukna,
        /// Moved in good time.
        ombokade,
        /// Staffed minutes.
        bemannade_minuter,
        /// Minutes from first to last cut.
        knivminuter,
        /// Minutes with a patient in the theatre.
        patientminuter,
        /// Cause.
        patient_avbokat,
        /// Cause.
        patient_uteblev,
        /// Cause.
        ej_forberedd,
        /// Cause.
        akut_prioriterad,
        /// Cause.
        personalbrist,
        /// Cause.
        vardplatsbrist,
        /// Cause.
        utrustning,
        /// Cause.
        annan_vardgivare,
        /// Cause.
        ovrigt,
    }
);

counts!(
    /// The costs of a unit in one month.
    Cost {
        /// Contacts.
        kontakter,
        /// Cost in öre.
        kostnad_ore,
        /// Weights in 1/10 000.
        drg_tiotusendelar,
        /// Outliers.
        ytterfall,
        /// Their cost in öre.
        ytterfall_ore,
        /// Their weights in 1/10 000.
        ytterfall_drg_tiotusendelar,
    }
);

counts!(
    /// Primary care of a unit in one month, by the day of the contact.
    Primary {
        /// First contacts.
        kontakter,
        /// On the day that was asked.
        samma_dag,
        /// Medical assessments.
        bedomningar,
        /// Within three days.
        inom_tre_dagar,
    }
);

/// What is counted of a unit.
#[derive(Clone, Debug)]
pub(super) struct UnitTally {
    /// By queue and week.
    pub weeks: Vec<Vec<Week>>,
    /// By queue and month.
    pub months: Vec<Vec<Month>>,
    /// By month.
    pub theatre: Vec<Theatre>,
    /// By month.
    pub cost: Vec<Cost>,
    /// By month.
    pub primary: Vec<Primary>,
    /// Unique patients by year.
    pub patients: Vec<u64>,
}

/// What is counted of the region.
#[derive(Clone, Debug)]
pub(super) struct Tally {
    /// By unit.
    pub units: Vec<UnitTally>,
    /// Unique patients of the region by year.
    pub patients: Vec<u64>,
    /// Rows of the streamed tables.
    pub rows: [u64; 5],
}

impl Tally {
    /// Nothing counted yet, for units with so many queues.
    pub fn new(queues: &[usize], weeks: usize, months: usize) -> Self {
        let unit = |queues: &usize| UnitTally {
            weeks: vec![vec![Week::default(); weeks]; *queues],
            months: vec![vec![Month::default(); months]; *queues],
            theatre: vec![Theatre::default(); months],
            cost: vec![Cost::default(); months],
            primary: vec![Primary::default(); months],
            patients: vec![0; months / 12],
        };
        Self { units: queues.iter().map(unit).collect(), patients: vec![0; months / 12], rows: [0; 5] }
    }

    /// Adds the counts of another part of the region.
    pub fn add(&mut self, other: &Self) {
        for (unit, more) in self.units.iter_mut().zip(&other.units) {
            let pairs = unit.weeks.iter_mut().flatten().zip(more.weeks.iter().flatten());
            pairs.for_each(|(a, b)| a.add(b));
            let pairs = unit.months.iter_mut().flatten().zip(more.months.iter().flatten());
            pairs.for_each(|(a, b)| a.add(b));
            unit.theatre.iter_mut().zip(&more.theatre).for_each(|(a, b)| a.add(b));
            unit.cost.iter_mut().zip(&more.cost).for_each(|(a, b)| a.add(b));
            unit.primary.iter_mut().zip(&more.primary).for_each(|(a, b)| a.add(b));
            unit.patients.iter_mut().zip(&more.patients).for_each(|(a, b)| *a += b);
        }
        self.patients.iter_mut().zip(&other.patients).for_each(|(a, b)| *a += b);
        self.rows.iter_mut().zip(&other.rows).for_each(|(a, b)| *a += b);
    }
}

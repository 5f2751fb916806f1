//! Days in theatre: lists of operations, what becomes of each, and the minutes it takes.
//!
//! Who is on the list is decided in `queue`.

use super::calendar::{Calendar, Day};
use super::facts::{CAUSES, Operated, THEATRES, Went};
use super::queue::{Deviation, Ward};
use super::tally::Theatre;

/// When the first patient should be in, minutes from midnight.
const OPENS: i32 = 7 * 60 + 45;
/// After this nobody is taken in.
const LATEST: i32 = 17 * 60;
/// Minutes around the cut that are planned for: anaesthesia, positioning, waking, cleaning.
const AROUND: i32 = 50;
/// How often each cause is behind a cancellation, in the order of [`CAUSES`].
const WEIGHTS: [u32; 9] = [22, 8, 14, 18, 14, 10, 5, 3, 6];

/// Operations on a day: a list is held on some weekdays, when enough have gathered for one or the last was long ago.
pub(super) fn list(day: Day, unit: i32, gathered: u32, list: u32, last: &mut Day) -> u32 {
    let weekday = Calendar::weekday(day) as i32;
    let held = [0, 2, 4].iter().any(|k| (unit + k) % 5 == weekday);
    let enough = gathered + 1 >= list.max(2) || (gathered > 0 && day - *last > 9);
    if !held || !enough {
        return 0;
    }
    *last = day;
    gathered.min(list * THEATRES)
}

/// Carries out the lists of a day.
pub(super) fn lists(ward: &mut Ward<'_, '_>, line: usize, day: Day, patients: &[u32]) {
    let size = ward.desk.unit.list.max(1) as usize;
    // A full list each; what would be left over for a fifth theatre goes on the last list.
    for theatre in 0..patients.len().div_ceil(size).min(THEATRES as usize) {
        let from = theatre * size;
        let to = if theatre + 1 == THEATRES as usize { patients.len() } else { (from + size).min(patients.len()) };
        one(ward, line, day, theatre as u32, &patients[from..to]);
    }
}

fn one(ward: &mut Ward<'_, '_>, line: usize, day: Day, theatre: u32, patients: &[u32]) {
    let unit = ward.desk.unit;
    let calendar = ward.desk.calendar;
    let month = calendar.month(day);
    let adopted = unit.adopted(month);
    let delivered = day >= calendar.first;
    let cancelled = unit.cancelled * adopted.map_or(1000, |a| a.cancellations) / 1000;
    let strained = calendar.supply(day) * 4 < Calendar::planned_supply(day) * 3;
    let cancelled = if strained { cancelled * 5 / 4 } else { cancelled };
    let mut weights = WEIGHTS;
    let season = month.rem_euclid(12);
    weights[4] *= if strained {
        3
    } else if (5..8).contains(&season) {
        2
    } else {
        1
    };
    weights[5] *= if strained {
        3
    } else if season < 3 {
        2
    } else {
        1
    };

    let mut count = Theatre::default();
    let (mut planned, mut free) = (OPENS, OPENS - 15);
    for number in patients {
        let Some(patient) = ward.queues[line].waiting.iter().find(|p| p.number == *number).cloned() else { continue };
        let procedure = &unit.procedures[patient.procedure];
        let begins = (planned.max(free) + ward.dice.between(-4, 16)).max(free);
        count.planerade += 1;
        let (moved, off) = (ward.dice.chance(20), ward.dice.chance(cancelled));
        let went = if moved && patient.tries < 20 {
            count.ombokade += 1;
            Went::Moved
        } else if (off && patient.tries < 20) || begins > LATEST {
            let cause = if off { ward.dice.weighted(&weights) } else { CAUSES.len() - 1 };
            count.strukna += 1;
            cancellation(ward, day, planned, cause)
        } else {
            let incision = begins + ward.dice.between(14, 32);
            let cut = (procedure.knife * ward.dice.skewed().min(1650) / 1000).max(6) as i32;
            let out = incision + cut + ward.dice.between(6, 20);
            count.genomforda += 1;
            count.knivminuter += cut as u64;
            count.patientminuter += (out - begins) as u64;
            free = out + ward.dice.between(12, 30);
            Went::Done([begins, incision, incision + cut, out])
        };
        let at = planned;
        planned += (procedure.knife as i32 + AROUND) / 5 * 5;
        match went {
            Went::Done(_) => ward.finish(line, day, *number),
            Went::Moved => {
                let later = day + ward.dice.between(2, 8);
                ward.back(line, *number, later);
            }
            Went::Cancelled(_, _, cause) => called_off(ward, line, day, *number, cause, &mut count),
        }
        if delivered {
            ward.desk.operated(&Operated {
                number: *number,
                tries: patient.tries,
                theatre,
                procedure: procedure.name,
                day,
                planned: at,
                ordered: patient.clock,
                went,
            });
        }
    }
    // Staffed for what was planned and something beside it; less is lost once plans follow need.
    let slack = if adopted.is_some() { 1060 } else { 1160 };
    let staffed = ((planned - OPENS) * slack / 1000 / 30 + 1).clamp(6, 22) * 30;
    count.bemannade_minuter = staffed as u64;
    if delivered {
        ward.desk.staffed(theatre, day, count.bemannade_minuter);
        if let Some(total) = usize::try_from(month).ok().and_then(|m| ward.desk.tally.theatre.get_mut(m)) {
            total.add(&count);
        }
    }
}

/// When word came: after five the day before, or on the day.
fn cancellation(ward: &mut Ward<'_, '_>, day: Day, planned: i32, cause: usize) -> Went {
    match CAUSES[cause] {
        "patient_uteblev" => Went::Cancelled(day, planned + ward.dice.between(10, 30), cause),
        "patient_avbokat" | "personalbrist" if ward.dice.chance(550) => {
            Went::Cancelled(day - 1, ward.dice.between(17 * 60 + 1, 20 * 60 + 30), cause)
        }
        _ => Went::Cancelled(day, ward.dice.between(6 * 60 + 20, planned.max(6 * 60 + 30)), cause),
    }
}

/// What becomes of the patient.
fn called_off(ward: &mut Ward<'_, '_>, line: usize, day: Day, number: u32, cause: usize, count: &mut Theatre) {
    let causes = [
        &mut count.patient_avbokat,
        &mut count.patient_uteblev,
        &mut count.ej_forberedd,
        &mut count.akut_prioriterad,
        &mut count.personalbrist,
        &mut count.vardplatsbrist,
        &mut count.utrustning,
        &mut count.annan_vardgivare,
        &mut count.ovrigt,
    ];
    causes.into_iter().enumerate().filter(|(at, _)| *at == cause).for_each(|(_, n)| *n += 1);
    match CAUSES[cause] {
        "annan_vardgivare" => {
            if ward.take(line, number).is_some() {
                ward.left(line, day);
            }
        }
        "patient_avbokat" if ward.dice.chance(350) => {
            let later = day + ward.dice.between(20, 70);
            ward.back(line, number, later);
            if let Some(patient) = ward.queues[line].waiting.iter_mut().find(|p| p.number == number)
                && patient.deviation == Deviation::None
            {
                (patient.deviation, patient.offered) = (Deviation::Chosen, day);
            }
        }
        _ => {
            let later = day + ward.dice.between(2, 6);
            ward.back(line, number, later);
        }
    }
}

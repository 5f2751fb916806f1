//! The deliveries of one organisation, one dataset after another: read, held against the contract, set aside or put to use.
//!
//! Each file is read once, a block at a time, and let go; only when two keys seem to be the same are the files of that dataset read again.
//! A file that is known is not read, or only what is counted in it.

use super::block::Block;
use super::coverage::Counter;
use super::files::{self, Format};
use super::found::Found;
use super::key_set::{self, Against, KeySet};
use super::names::Names;
use super::plan::Want;
use super::recognised::Recognised;
use super::remember::{self, Remember, Remembered};
use super::rules::{self, Checker, Elsewhere, Groups, Repeats};
use super::table::{Gathered, Table};
use super::watch::{self, Watch, Watched, Watching};
use super::{Asked, Deliveries, Fingerprints, codes, parquet_in, registers, sheet, text};
use crate::diag::{self, Place, Remark};
use crate::field::contract::Dataset;
use crate::field::delivery::{Covered, Quarantine};
use crate::field::id::DatasetId;
use crate::field::observation::Delivery;
use crate::store::Source;
use polars::prelude::{BooleanChunked, NamedFrom};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Reads the deliveries of one organisation against their contracts.
///
/// Sources outside the organisation's folder are ignored. A dataset of which nothing is delivered makes no remark.
pub fn read(asked: &Asked<'_>, sources: &[Source]) -> (Deliveries, Vec<Remark>) {
    let (deliveries, _, remarks) = read_watched::<()>(asked, sources, &|_| None, None);
    (deliveries, remarks)
}

/// Reads the deliveries as [`read`] does, while someone counts their rows in use: `begin` is asked for a counter for each file of a dataset.
///
/// What was counted comes back in the order of the contracts and then of path, for files in use alone; a large file has several, which add up.
/// Of a file that `remembers` knows as it is now only what is counted is read, and nothing when that is known too.
pub fn read_watched<W: Watch>(
    asked: &Asked<'_>,
    sources: &[Source],
    begin: &dyn Fn(&DatasetId) -> Option<W>,
    remembers: Option<&dyn Remember<W::Counted>>,
) -> (Deliveries, Vec<Watched<W::Counted>>, Vec<Remark>) {
    let names = Names::new(asked);
    let folder = format!("data/{}/", asked.organisation);
    let files::Named { mut assigned, withheld, mut remarks } = files::assign(&folder, asked.contracts, sources);
    let (order, rings) = rules::order(asked.contracts);
    remarks.extend(rings);
    let mut elsewhere = Elsewhere::new(asked.contracts);
    withheld.iter().for_each(|at| elsewhere.is_torn(&asked.contracts[*at].id));
    let mut read: Vec<(usize, One<W::Counted>)> = Vec::new();
    for at in order {
        let contract = &asked.contracts[at];
        let disagreements = registers::check_contract(contract);
        let contract_holds = disagreements.is_empty();
        remarks.extend(disagreements);
        let files = assigned.remove(&at).unwrap_or_default();
        let reading = Reading { asked, contract, names: &names, contract_holds };
        let alone = remembers.filter(|_| remember::stands_alone(contract, asked.contracts));
        let memory = Memory { keeps: alone, recalls: alone };
        // Rows whose key stands twice are looked up in the files themselves, those that are known too.
        let all = reading.dataset(&files, begin, &mut elsewhere, &memory);
        let anew = Memory { recalls: None, ..memory };
        let all = all.or_else(|| reading.dataset(&files, begin, &mut elsewhere, &anew)).unwrap_or_default();
        read.extend(all.into_iter().map(|one| (at, one)));
    }
    // Deliveries stand in the order of the contracts, whatever the order they had to be read in.
    read.sort_by_key(|(at, _)| *at);
    let (mut deliveries, mut watched) = (Deliveries::default(), Vec::new());
    for (at, one) in read {
        watched.extend(deliveries.take(&asked.contracts[at], one, &mut remarks));
    }
    diag::sort(&mut remarks);
    (deliveries, watched, remarks)
}

/// One delivery as it was read.
struct One<C> {
    found: Found,
    delivery: Delivery,
    table: Option<Table>,
    coverage: super::coverage::Coverage,
    counted: Vec<C>,
}

impl<C> One<C> {
    /// Whether nothing at all was remarked on, and it is known by its fingerprint.
    fn is_clean(&self) -> bool {
        self.found.is_empty()
            && self.delivery.rows_quarantined == 0
            && !self.delivery.sha256.is_empty()
            && self.table.is_some()
    }

    /// What there is to remember of it.
    fn remembered(&self) -> Remembered {
        let coverage = self.coverage.0.iter();
        Remembered {
            sha256: self.delivery.sha256.clone(),
            rows: self.delivery.rows_read,
            says: self.delivery.recognised.clone(),
            coverage: coverage
                .map(|((unit, period), c)| (unit.clone(), *period, [c.rows, c.suppressed], c.codes.clone()))
                .collect(),
        }
    }
}

impl Deliveries {
    /// Takes up one delivery and tells what is wrong with it. Gives back what was counted in it, when it is in use.
    fn take<C>(&mut self, contract: &Dataset, one: One<C>, remarks: &mut Vec<Remark>) -> Vec<Watched<C>> {
        let One { mut found, delivery, table, coverage, counted } = one;
        found.conceal();
        for ((unit, period), rows) in coverage.0 {
            let covered: &mut Covered = self.coverage.entry((contract.id.clone(), unit, period)).or_default();
            if delivery.set_aside {
                covered.set_aside.insert(delivery.file.clone());
            } else {
                covered.rows += rows.rows;
                covered.quarantined += rows.quarantined;
                covered.suppressed += rows.suppressed;
                covered.codes.extend(rows.codes);
                covered.files.insert(delivery.file.clone());
            }
        }
        if !delivery.set_aside {
            self.quarantined.extend(found.reasons().into_iter().map(|(reason, rows)| Quarantine {
                dataset: contract.id.clone(),
                file: delivery.file.clone(),
                reason,
                rows,
            }));
        }
        if let Some(table) = table.filter(|_| !delivery.set_aside) {
            registers::add(contract.id.as_str(), &table, &mut self.registers);
            self.tables.entry(contract.id.clone()).or_default().push(table);
        }
        let file = (!delivery.set_aside).then(|| delivery.file.clone());
        self.files.push(delivery);
        remarks.extend(found.remarks());
        self.faults.extend(found.into_faults());
        let Some(file) = file else { return Vec::new() };
        counted.into_iter().map(|counted| Watched { file: file.clone(), counted }).collect()
    }
}

/// Those who remember files, if anyone does.
struct Memory<'r, C> {
    /// Who keeps what is found out of files that stand alone.
    keeps: Option<&'r dyn Remember<C>>,
    /// Who is asked for them.
    recalls: Option<&'r dyn Remember<C>>,
}

/// The reading of one dataset.
struct Reading<'a> {
    asked: &'a Asked<'a>,
    contract: &'a Dataset,
    names: &'a Names,
    contract_holds: bool,
}

impl Reading<'_> {
    /// Reads the files of the dataset; `None` when rows must be looked up in a file that was not read.
    fn dataset<W: Watch>(
        &self,
        files: &[(&Source, Format)],
        begin: &dyn Fn(&DatasetId) -> Option<W>,
        elsewhere: &mut Elsewhere,
        memory: &Memory<'_, W::Counted>,
    ) -> Option<Vec<One<W::Counted>>> {
        let (mut keys, mut known) = (Vec::new(), Vec::new());
        let mut groups = Groups::new(self.contract);
        let (mut read, mut gathered): (Vec<One<W::Counted>>, Vec<_>) = (Vec::new(), Vec::new());
        for (source, format) in files {
            let recalled =
                memory.recalls.and_then(|recalls| self.recalled((source, *format), files.len(), begin, recalls));
            let (one, values) = match recalled {
                Some(one) => {
                    known.push(*source);
                    (one, elsewhere.gather(&self.contract.id))
                }
                None => {
                    let mut own = KeySet::default();
                    let watches = self.watches(source, begin);
                    let one = self.one((source, *format), watches, (&mut own, &mut groups), elsewhere);
                    keys.push((*source, own));
                    one
                }
            };
            groups.next_file();
            read.push(one);
            gathered.push(values);
        }
        groups.finish(&mut read.iter_mut().map(|one| &mut one.found).collect::<Vec<_>>());
        let wanted = self.repeated(&keys, &known, memory)?;
        self.repeats(files, wanted, &mut read);
        if let Some(keeps) = memory.keeps {
            self.keep(keys, &known, &read, keeps);
        }
        for (one, values) in read.iter_mut().zip(gathered) {
            one.delivery.set_aside = one.found.is_faulty() || !self.contract_holds || one.table.is_none();
            elsewhere.add(values);
            if one.found.is_torn() || one.table.is_none() {
                elsewhere.is_torn(&self.contract.id);
            }
            if !one.delivery.set_aside {
                elsewhere.is_in_use(&self.contract.id);
            }
        }
        Some(read)
    }

    /// Those who count the rows of a file.
    fn watches<W: Watch>(&self, source: &Source, begin: &dyn Fn(&DatasetId) -> Option<W>) -> Vec<W> {
        (0..watch::how_many(source.size())).map_while(|_| begin(&self.contract.id)).collect()
    }

    /// Whether keys of several files must be held against each other.
    fn needs_keys(&self, files: usize) -> bool {
        files > 1 && !self.contract.key.is_empty()
    }

    /// The keys that stand more than once; `None` when one of them stands in a file that is known, or whose keys are not.
    fn repeated<C>(&self, keys: &[(&Source, KeySet)], known: &[&Source], memory: &Memory<'_, C>) -> Option<Vec<u64>> {
        let new: Vec<&KeySet> = keys.iter().map(|(_, keys)| keys).collect();
        let Some(recalls) = memory.recalls.filter(|_| self.needs_keys(known.len() + keys.len()) && !known.is_empty())
        else {
            return Some(key_set::repeated(&new, &[]));
        };
        // Of files that are known to be apart only what is new can repeat something.
        let are_apart = known.len() == 1 || recalls.are_apart(known, self.contract);
        if are_apart && keys.is_empty() {
            return Some(Vec::new());
        }
        let found = if are_apart {
            let against = Against::new(new);
            recalls.keys(known, self.contract, &|old| against.meet(&old))?;
            against.repeated()
        } else {
            let all = Mutex::new(Vec::new());
            let gather = |old| all.lock().unwrap_or_else(PoisonError::into_inner).push(old);
            recalls.keys(known, self.contract, &gather)?;
            key_set::repeated(&new, &all.into_inner().unwrap_or_else(PoisonError::into_inner))
        };
        found.is_empty().then_some(found)
    }

    /// Keeps what was found out of files in which nothing was wrong.
    fn keep<C>(&self, keys: Vec<(&Source, KeySet)>, known: &[&Source], read: &[One<C>], keeps: &dyn Remember<C>) {
        let needs_keys = self.needs_keys(read.len());
        let mut apart = known.to_vec();
        for (source, keys) in keys {
            let Some(one) = read.iter().find(|one| one.delivery.file == source.path() && one.is_clean()) else {
                continue;
            };
            if needs_keys {
                keeps.keep_keys(source, self.contract, &keys);
            }
            keeps.keep(source, self.contract, &one.remembered());
            keeps.keep_counted(source, self.contract, &one.counted);
            apart.push(source);
        }
        if needs_keys && !keeps.are_apart(&apart, self.contract) {
            keeps.keep_apart(&apart, self.contract);
        }
    }

    /// A file as it was known to be, counted now when that is not known.
    fn recalled<W: Watch>(
        &self,
        (source, format): (&Source, Format),
        files: usize,
        begin: &dyn Fn(&DatasetId) -> Option<W>,
        recalls: &dyn Remember<W::Counted>,
    ) -> Option<One<W::Counted>> {
        if self.needs_keys(files) && !recalls.has_keys(source, self.contract) {
            return None;
        }
        let Remembered { sha256, rows, says, coverage } = recalls.recall(source, self.contract)?;
        let counted = match recalls.counted(source, self.contract) {
            Some(counted) => counted,
            None => {
                let counted = self.counted((source, format), rows, self.watches(source, begin))?;
                // What the file looked like when it was fingerprinted it must look like still.
                recalls.looks_the_same(source).then_some(())?;
                recalls.keep_counted(source, self.contract, &counted);
                counted
            }
        };
        let covered = |(unit, period, [rows, suppressed], codes): (_, _, [u64; 2], _)| {
            ((unit, period), super::coverage::Covered { rows, quarantined: 0, suppressed, codes })
        };
        Some(One {
            found: Found::new(source.path()),
            delivery: Delivery {
                dataset: self.contract.id.clone(),
                label: self.contract.label.clone(),
                file: source.path().to_owned(),
                sha256,
                rows_read: rows,
                rows_used: 0,
                rows_quarantined: 0,
                set_aside: false,
                recognised: says,
            },
            table: Some(Gathered::new(self.contract).into_table(source.path()).ok()?),
            coverage: super::coverage::Coverage(coverage.into_iter().map(covered).collect()),
            counted,
        })
    }

    /// Counts the rows of a file that is known to be right, as so many rows: only the columns that are counted are read. `None` when it
    /// turns out to be another.
    fn counted<W: Watch>(
        &self,
        (source, format): (&Source, Format),
        rows: u64,
        watches: Vec<W>,
    ) -> Option<Vec<W::Counted>> {
        if watches.is_empty() {
            return Some(Vec::new());
        }
        let mut found = Found::new(source.path());
        let watches = thread::scope(|scope| {
            let mut watching = Watching::new(watches, self.contract, scope);
            let recognised = self.blocks(source, format, Want::Counted, &mut found, &mut |block, _| {
                let stays = BooleanChunked::new("".into(), vec![true; block.rows.len()]);
                watching.block(self.contract, &Arc::new(block), &stays);
            });
            let watches = watching.end()?;
            recognised.is_some_and(|recognised| recognised.rows == rows).then_some(watches)
        })?;
        found.is_empty().then(|| watches.into_iter().map(Watch::counted).collect())
    }

    /// Reads one file for the first time.
    fn one<W: Watch>(
        &self,
        (source, format): (&Source, Format),
        watches: Vec<W>,
        (keys, groups): (&mut KeySet, &mut Groups<'_>),
        elsewhere: &Elsewhere,
    ) -> (One<W::Counted>, rules::Gathered) {
        let contract = self.contract;
        let is_kept = self.asked.keep.tables.contains(&contract.id) || registers::is_register(&contract.id);
        let want = if is_kept { Want::Kept } else { Want::Judged };
        let mut found = Found::new(source.path());
        let mut checker = Checker::new(contract, self.asked.tree, elsewhere);
        let mut counter = Counter::new(contract);
        let mut values = elsewhere.gather(&contract.id);
        let mut table = Gathered::new(contract);
        let mut whole = true;
        let (recognised, watches, print) = thread::scope(|scope| {
            let printing = match self.asked.keep.fingerprints {
                Fingerprints::Taken => Some(scope.spawn(|| source.sha256().ok())),
                Fingerprints::Left => None,
            };
            let mut watching = Watching::new(watches, contract, scope);
            let recognised = self.blocks(source, format, want, &mut found, &mut |block, found| {
                let block = Arc::new(block);
                let stays = checker.block(&block, found);
                watching.block(contract, &block, &stays);
                if let Some(counter) = &mut counter {
                    counter.block(&block, &stays);
                }
                values.block(&block);
                groups.block(&block, found);
                keys.extend(&block.keys);
                whole &= table.take(&block, &stays).is_ok();
            });
            (recognised, watching.end(), printing.map(|printing| printing.join().ok().flatten()))
        });
        if watches.is_none() {
            found.refuse(unreadable(source.path()));
        }
        let rows = checker.finish(&mut found);
        let table = if whole { table.into_table(source.path()).ok() } else { None };
        if recognised.is_some() && table.is_none() {
            found.refuse(unreadable(source.path()));
        }
        let sha256 = print.map_or_else(String::new, |print| {
            print.unwrap_or_else(|| {
                found.refuse(unreadable(source.path()));
                String::new()
            })
        });
        let delivery = Delivery {
            dataset: contract.id.clone(),
            label: contract.label.clone(),
            file: source.path().to_owned(),
            sha256,
            rows_read: recognised.as_ref().map_or(rows.read, |r| r.rows),
            rows_used: 0,
            rows_quarantined: rows.quarantined,
            set_aside: false,
            recognised: recognised.as_ref().map_or_else(String::new, |r| r.says.clone()),
        };
        let coverage = counter.map(Counter::finish).unwrap_or_default();
        (
            One {
                found,
                delivery,
                table: table.filter(|_| recognised.is_some()),
                coverage,
                counted: watches.unwrap_or_default().into_iter().map(Watch::counted).collect(),
            },
            values,
        )
    }

    /// Finds rows whose key has stood before, in the same file or an earlier one.
    fn repeats<C>(&self, files: &[(&Source, Format)], wanted: Vec<u64>, read: &mut [One<C>]) {
        if wanted.is_empty() {
            return;
        }
        let mut repeats = Repeats::new(self.contract, wanted);
        for ((source, format), one) in files.iter().zip(read) {
            // What the reader itself has to say was said the first time.
            let mut again = Found::new(source.path());
            let found = &mut one.found;
            self.blocks(source, *format, Want::Kept, &mut again, &mut |block, _| repeats.block(&block, found));
        }
    }

    fn blocks(
        &self,
        source: &Source,
        format: Format,
        want: Want,
        found: &mut Found,
        each: &mut dyn FnMut(Block, &mut Found),
    ) -> Option<Recognised> {
        match format {
            Format::Text(text) => text::read(source, text, self.contract, self.names, want, found, each),
            Format::Workbook(workbook) => sheet::read(source, workbook, self.contract, self.names, want, found, each),
            Format::Parquet => parquet_in::read(source, self.contract, self.names, want, found, each),
        }
    }
}

fn unreadable(path: &str) -> Remark {
    Remark::new(&codes::UNREADABLE, format!("`{path}` gick inte att läsa som tabell"))
        .at(Place::file(path), "")
        .help("spara om filen som CSV med semikolon i UTF-8 och försök igen")
}

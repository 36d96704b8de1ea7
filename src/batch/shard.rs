//! One of several parts of a plan, each made by a run of its own, on whatever machine.
//!
//! Every run makes the same division, from the plan and fixed costs alone, so that runs need no talk among themselves.
//! Jobs are given out from the dearest to the cheapest, each to the part that has least to do so far (longest processing
//! time first: R. L. Graham, "Bounds on multiprocessing timing anomalies", 1969: at most a third longer than the best).

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fmt;
use std::num::NonZeroUsize;

use super::{Costs, Job};

/// The `index`-th of `count` parts; `1 <= index <= count <= MOST`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shard {
    index: usize,
    count: NonZeroUsize,
}

impl Shard {
    /// The most parts of a plan: ten times what Slurm's arrays have at first (`MaxArraySize`, 1001), and few enough that
    /// each that is missing can be named.
    pub const MOST: usize = 10_000;

    /// A part; `None` where there is no such one.
    pub fn new(index: usize, count: usize) -> Option<Shard> {
        let count = NonZeroUsize::new(count).filter(|count| count.get() <= Shard::MOST)?;
        (1..=count.get()).contains(&index).then_some(Shard { index, count })
    }

    /// Which part, from 1.
    pub fn index(self) -> usize {
        self.index
    }

    /// How many parts there are.
    pub fn count(self) -> usize {
        self.count.get()
    }

    /// Name of the part's manifest, such as `manifest.2-of-8.json`.
    pub fn manifest(self) -> String {
        format!("manifest.{}-of-{}.json", self.index, self.count)
    }

    /// The part whose manifest has a name, written as [`Shard::manifest`] writes it.
    pub fn of_manifest(name: &str) -> Option<Shard> {
        let (index, count) = name.strip_prefix("manifest.")?.strip_suffix(".json")?.split_once("-of-")?;
        let shard = Shard::new(index.parse().ok()?, count.parse().ok()?)?;
        (shard.manifest() == name).then_some(shard)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.count)
    }
}

/// For each job, in the order of the jobs, the index of the part that makes it. A job is never cut: its formats are
/// written all or none. Ties go by the job's first path, then to the part with the lower index.
pub fn divide(jobs: &[Job], costs: &Costs, count: usize) -> Vec<usize> {
    let mut order: Vec<(Reverse<u64>, Option<String>, usize)> = jobs
        .iter()
        .enumerate()
        .map(|(at, job)| (Reverse(costs.of(job)), job.formats.first().map(|format| job.path(*format)), at))
        .collect();
    order.sort();
    // Parts beyond the number of jobs stay empty.
    let parts = 1..=count.min(jobs.len());
    let mut loads: BinaryHeap<Reverse<(u64, usize)>> = parts.map(|part| Reverse((0, part))).collect();
    let mut parts_of_jobs = vec![0; jobs.len()];
    for (Reverse(cost), _, at) in order {
        let Reverse((load, part)) = loads.pop().expect("where there is a job there is a part");
        parts_of_jobs[at] = part;
        loads.push(Reverse((load.saturating_add(cost), part)));
    }
    parts_of_jobs
}

#[cfg(test)]
mod tests {
    use super::super::plan::sample_job;
    use super::*;

    /// Loads of the parts of jobs that cost as much as the last digits of their years.
    fn check(costs: &[i16], count: usize) -> Vec<Vec<i16>> {
        let jobs: Vec<Job> = costs.iter().enumerate().map(|(at, _)| sample_job("brief", 2000 + at as i16)).collect();
        let table = Costs::of_test(jobs.iter().zip(costs).map(|(job, cost)| (job.clone(), *cost as u64)));
        let parts = divide(&jobs, &table, count);
        let mut made = vec![Vec::new(); count];
        parts.iter().zip(costs).for_each(|(part, cost)| made[part - 1].push(*cost));
        made
    }

    #[test]
    fn dear_jobs_go_first_and_each_to_the_part_that_has_least() {
        assert_eq!(check(&[3, 7, 3, 3, 5], 2), [vec![7, 3], vec![3, 3, 5]]);
        assert_eq!(check(&[1, 1, 1, 1], 2), [vec![1, 1], vec![1, 1]]);
    }

    #[test]
    fn parts_beyond_the_number_of_jobs_are_empty() {
        assert_eq!(check(&[4, 6], 4), [vec![6], vec![4], vec![], vec![]]);
        assert_eq!(check(&[], 2), [Vec::<i16>::new(), vec![]]);
    }

    #[test]
    fn a_part_is_one_of_those_that_there_are() {
        let made = |index, count| Shard::new(index, count).map(|shard| shard.to_string());
        assert_eq!(made(2, 8), Some("2/8".to_owned()));
        assert_eq!([made(0, 8), made(9, 8), made(0, 0), made(1, Shard::MOST + 1)], [None, None, None, None]);
    }

    #[test]
    fn the_name_of_a_manifest_is_read_as_it_is_written() {
        let shard = Shard::new(2, 8).unwrap();
        assert_eq!(Shard::of_manifest(&shard.manifest()), Some(shard));
        for other in ["manifest.json", "manifest.02-of-8.json", "manifest.9-of-8.json", "manifest.2-of-8.json~"] {
            assert_eq!(Shard::of_manifest(other), None, "{other}");
        }
    }

    proptest::proptest! {
        #[test]
        fn parts_are_even_up_to_one_job(costs in proptest::collection::vec(1_i16..1000, 1..60), count in 1_usize..9) {
            let loads: Vec<i64> = check(&costs, count).iter().map(|part| part.iter().map(|cost| i64::from(*cost)).sum()).collect();
            let dearest = i64::from(*costs.iter().max().unwrap());
            let (least, most) = (loads.iter().min().unwrap(), loads.iter().max().unwrap());
            proptest::prop_assert!(most - least <= dearest, "{loads:?}");
            proptest::prop_assert_eq!(loads.iter().sum::<i64>(), costs.iter().map(|cost| i64::from(*cost)).sum::<i64>());
        }
    }
}

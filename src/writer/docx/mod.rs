//! Document → Word. Floor 3.

mod chart;

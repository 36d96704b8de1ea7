//! Tests of reference documents.

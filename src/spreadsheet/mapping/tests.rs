//! Mappings applied to small workbooks.

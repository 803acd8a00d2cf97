//! Who a person is: documents, codes, names.

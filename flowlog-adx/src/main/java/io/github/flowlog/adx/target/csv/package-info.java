/** Rows into a folder of CSV files, with a journal as the ledger. */
@NullMarked
package io.github.flowlog.adx.target.csv;

import org.jspecify.annotations.NullMarked;

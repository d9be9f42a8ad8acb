/** The spec tables of {@code src/test/resources/spec}: every rule of docs/FORMAT.md as a row that is read and compared. */
@NullMarked
package io.github.flowlog.spec;

import org.jspecify.annotations.NullMarked;

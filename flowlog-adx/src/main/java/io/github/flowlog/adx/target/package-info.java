/** Where rows go: the port that a batch is handed to, and what a batch is. */
@NullMarked
package io.github.flowlog.adx.target;

import org.jspecify.annotations.NullMarked;

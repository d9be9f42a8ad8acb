/**
 * What can be wrong with an input: {@link io.github.flowlog.problem.BadInput} says what, where, and what was expected; a
 * {@link io.github.flowlog.problem.BadInputPolicy} decides whether it is thrown or handed to a listener.
 */
@NullMarked
package io.github.flowlog.problem;

import org.jspecify.annotations.NullMarked;

/**
 * What the shape of a module is judged with: which package knows which, and what is public.
 *
 * <p>The test-jar brings it to the other published module.
 */
@NullMarked
package io.github.flowlog.house;

import org.jspecify.annotations.NullMarked;

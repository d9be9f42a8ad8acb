/** Tests of the set-up; {@link io.github.flowlog.adx.setup.FakeCluster} stands for a database. */
@NullMarked
package io.github.flowlog.adx.setup;

import org.jspecify.annotations.NullMarked;

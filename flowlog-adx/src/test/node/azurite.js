'use strict';

// Azurite that ends with the process that started it, whatever ended that: its standard input is closed then.
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM')).resume();
require('azurite/dist/src/azurite');

#!/usr/bin/env node
// A launcher in syntax that old Node versions can read, so that they get a sentence and not a stack trace.
// Node itself exits 1 on any crash, which a gate would read as "not compliant": crashes are mapped to 70.
const required = [20, 19];
const [major, minor] = process.versions.node.split('.').map(Number);

function crash(error) {
  process.stderr.write(
    `carbon-audit: internal error, please report it\n${error instanceof Error ? error.stack : error}\n`,
  );
  process.exitCode = 70;
}

function crashAtOnce(error) {
  crash(error);
  process.exit(70);
}

if (major < required[0] || (major === required[0] && minor < required[1])) {
  process.stderr.write(
    `carbon-audit needs Node ${required.join('.')} or newer; this is ${process.version}\n`,
  );
  process.exitCode = 2;
} else if (process.argv[2] === '--version' || process.argv[2] === '-V') {
  process.stdout.write(`${require('../package.json').version}\n`);
} else {
  process.on('uncaughtException', crashAtOnce);
  process.on('unhandledRejection', crashAtOnce);
  try {
    require('./load.js').load('main').run(process.argv.slice(2)).catch(crash);
  } catch (error) {
    crash(error);
  }
}

import packageJson from '../package.json' with { type: 'json' };

const USAGE = `ridgeline ${packageJson.version}

Usage: ridgeline <command> [options]

  --version   print the version
  --help      print this text
`;

const [first] = process.argv.slice(2);
if (first === '--version') process.stdout.write(`${packageJson.version}\n`);
else if (first === undefined || first === '--help') process.stdout.write(USAGE);
else {
  process.stderr.write(`${first}: unknown command; ridgeline --help lists the commands\n`);
  process.exitCode = 2;
}

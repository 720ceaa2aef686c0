// What runs the samples of the signature page in every test run, besides node itself (S3.30).
import { spawnSync } from "node:child_process";

const succeeds = (command, ...args) =>
  spawnSync(command, args, { stdio: "ignore", timeout: 60_000 }).status === 0;

/** PHP 8 with the two extensions that every usual build has; undefined if there is none. */
export const findPhp = () =>
  ["php", "/usr/bin/php"].find((php) =>
    succeeds(
      php,
      "-r",
      "exit(PHP_VERSION_ID >= 80000 && extension_loaded('openssl') && extension_loaded('sodium') ? 0 : 1);",
    ),
  );

/** Python with the package that knows Ed25519; undefined if there is none. One without it may stand before the system's. */
export const findPython = () =>
  ["python3", "/usr/bin/python3", "python"].find((python) =>
    succeeds(
      python,
      "-c",
      "from cryptography.hazmat.primitives.asymmetric import ed25519; import sys; sys.exit(sys.version_info < (3, 9))",
    ),
  );

/** Debian's packages, for what is not found. */
export const missingInterpreters = () => [
  ...(findPhp() ? [] : ["php-cli"]),
  ...(findPython() ? [] : ["python3", "python3-cryptography"]),
];

export const INTERPRETERS_NEEDED =
  "The samples of the signature page are run with PHP 8 or newer (extensions openssl and sodium) and Python 3.9 or newer (package cryptography). Put both on the PATH; on Debian: apt-get install php-cli python3 python3-cryptography.";

import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findPhp, findPython, INTERPRETERS_NEEDED } from "@/bin/interpreters.mjs";
import type { SampleLanguage, SignatureKind } from "../samples";
import type { RsaForm } from "./requests.fixture";

type Command = [program: string, ...args: string[]];

/** The sample of a kind of signature, and an empty folder to run it in. */
interface Work {
  kind: SignatureKind;
  sample: string;
  folder: string;
}

export interface Toolchain {
  rsaForm: RsaForm;
  /** What has to be installed first; null if samples of the kind can be run. */
  lacks(kind: SignatureKind): string | null;
  /** Brings the sample together with its driver. @returns what to start */
  prepare(work: Work): Promise<Command>;
}

/** Programs may be slow to compile on a busy machine, and none of them waits for anything. */
export const RUN_TIMEOUT_MS = 600_000;

/** Runs a program to its end. @returns what it wrote @throws with what it complained about */
export async function run([program, ...args]: Command, cwd: string, input = ""): Promise<string> {
  const child = spawn(program, args, { cwd, env: { ...process.env, ...SETTINGS } });
  const written: Buffer[] = [];
  const complaints: Buffer[] = [];
  child.stdout.on("data", (chunk) => written.push(chunk));
  child.stderr.on("data", (chunk) => complaints.push(chunk));
  // A program that ends early has said why.
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exit, signal) => resolve(exit ?? signal));
  });
  if (code === 0) return Buffer.concat(written).toString();
  const said = Buffer.concat([...complaints, ...written]).toString();
  throw new Error(`${[program, ...args].join(" ")} ended with ${code}: ${said}`);
}

const SETTINGS = {
  ...{ GO111MODULE: "on", GOTOOLCHAIN: "local", GOFLAGS: "", GOWORK: "off", CGO_ENABLED: "0" },
  ...{ DOTNET_NOLOGO: "1", DOTNET_CLI_TELEMETRY_OPTOUT: "1", DOTNET_SKIP_FIRST_TIME_EXPERIENCE: "1" },
};

const driver = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Writes the sample beside a copy of its driver, for compilers. */
function layOut({ sample, folder }: Work, sampleFile: string, driverFile: string) {
  writeFileSync(join(folder, sampleFile), sample);
  copyFileSync(driver(driverFile), join(folder, driverFile));
}

/** What a program says about itself; null where there is none that works. */
function ask(program: string, ...args: string[]): string | null {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", timeout: 60_000 });
  return status === 0 ? `${stdout}${stderr}` : null;
}

/** The version after a word, as 301 for 3.1; 0 where there is none. */
function versionAfter(word: string, text: string | null): number {
  const [, major = 0, minor = 0] = text?.match(new RegExp(`${word}(\\d+)(?:\\.(\\d+))?`)) ?? [];
  return Number(major) * 100 + Number(minor);
}

interface Interpreter {
  program: string | null | undefined;
  /** What to do where there is none. */
  needed: string;
  file: string;
  driverFile: string;
}

const interpreted = ({ program, needed, file, driverFile }: Interpreter): Toolchain => ({
  rsaForm: "pem",
  lacks: () => (program ? null : needed),
  async prepare({ folder, sample, kind }) {
    writeFileSync(join(folder, file), sample);
    return [program ?? needed, driver(driverFile), join(folder, file), kind];
  },
});

const goVersion = versionAfter("go version go", ask("go", "version"));

const go: Toolchain = {
  rsaForm: "pem",
  lacks: () => (goVersion >= 118 ? null : "Go 1.18 or newer"),
  async prepare(work) {
    mkdirSync(join(work.folder, "tidings"));
    layOut(work, "tidings/verify.go", "drive.go");
    writeFileSync(join(work.folder, "go.mod"), "module samples\n\ngo 1.18\n");
    await run(["go", "build", "-o", "drive", "drive.go"], work.folder);
    return [join(work.folder, "drive")];
  },
};

const javaVersion = versionAfter("javac ", ask("javac", "-version"));

const java: Toolchain = {
  rsaForm: "pem",
  lacks: () => (javaVersion >= 1_700 ? null : "a JDK, Java 17 or newer"),
  async prepare(work) {
    const [, name = ""] = /final class (\w+)/.exec(work.sample) ?? [];
    layOut(work, `${name}.java`, "Driver.java");
    await run(["javac", "-encoding", "UTF-8", `${name}.java`, "Driver.java"], work.folder);
    return ["java", "-cp", work.folder, "Driver", name, work.kind];
  },
};

/** An assembly for every .NET: where BOUNCYCASTLE_DLL says, else one that NuGet has fetched for some project. */
function findBouncyCastle(): string | undefined {
  const packages = process.env.NUGET_PACKAGES ?? join(homedir(), ".nuget/packages");
  const folder = join(packages, "bouncycastle.cryptography");
  const fetched = existsSync(folder) ? readdirSync(folder) : [];
  return [
    process.env.BOUNCYCASTLE_DLL,
    ...fetched.map((version) => join(folder, version, "lib/netstandard2.0/BouncyCastle.Cryptography.dll")),
  ].find((file) => file && existsSync(file));
}

const NO_BOUNCYCASTLE =
  "BouncyCastle.Cryptography 2 (fetched by NuGet, or its assembly's path in BOUNCYCASTLE_DLL)";

async function prepareDotnet(work: Work, major: number): Promise<Command> {
  const library = work.kind === "v1a" ? findBouncyCastle() : undefined;
  layOut(work, "Verify.cs", "Driver.cs");
  writeFileSync(
    join(work.folder, "samples.csproj"),
    `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net${major}.0</TargetFramework>
    <UseAppHost>false</UseAppHost>
  </PropertyGroup>
  <ItemGroup>${library ? `<Reference Include="BouncyCastle.Cryptography"><HintPath>${library}</HintPath></Reference>` : ""}</ItemGroup>
</Project>
`,
  );
  await run(["dotnet", "build", "--output", "built", "samples.csproj"], work.folder);
  return ["dotnet", join(work.folder, "built/samples.dll"), work.kind];
}

async function prepareMono(work: Work): Promise<Command> {
  const library = work.kind === "v1a" ? findBouncyCastle() : undefined;
  layOut(work, "Verify.cs", "Driver.cs");
  if (library) copyFileSync(library, join(work.folder, "BouncyCastle.Cryptography.dll"));
  const references = library ? ["-r:BouncyCastle.Cryptography.dll"] : [];
  await run(["mcs", "-out:Driver.exe", ...references, "Verify.cs", "Driver.cs"], work.folder);
  return ["mono", join(work.folder, "Driver.exe"), work.kind];
}

const dotnetMajor = Math.floor(versionAfter("^", ask("dotnet", "--version")) / 100);
const hasMono = ask("mcs", "--version") !== null && ask("mono", "--version") !== null;

const csharp: Toolchain = {
  rsaForm: "xml",
  lacks(kind) {
    if (dotnetMajor < 6 && !hasMono) return "the .NET SDK 6 or newer, or Mono (mcs and mono)";
    return kind !== "v1a" || findBouncyCastle() ? null : NO_BOUNCYCASTLE;
  },
  prepare: (work) => (dotnetMajor >= 6 ? prepareDotnet(work, dotnetMajor) : prepareMono(work)),
};

export const TOOLCHAINS: Record<SampleLanguage, Toolchain> = {
  node: interpreted({ program: process.execPath, needed: "", file: "verify.mjs", driverFile: "drive.mjs" }),
  php: interpreted({
    program: findPhp(),
    needed: INTERPRETERS_NEEDED,
    file: "verify.php",
    driverFile: "drive.php",
  }),
  python: {
    ...interpreted({
      program: findPython(),
      needed: INTERPRETERS_NEEDED,
      file: "verify.py",
      driverFile: "drive.py",
    }),
    rsaForm: "xml",
  },
  ruby: interpreted({
    program: versionAfter("ruby ", ask("ruby", "--version")) >= 301 ? "ruby" : null,
    needed: "Ruby 3.1 or newer",
    file: "verify.rb",
    driverFile: "drive.rb",
  }),
  go,
  java,
  csharp,
};

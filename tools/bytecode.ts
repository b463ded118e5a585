// Leaves V8's bytecode beside the bundle's files: of those that a run is the first to load, with the functions it called.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Script } from 'node:vm';
import { bytecodeOf, loadBundle } from '../src/cli/bundle.ts';

const dist = join(import.meta.dirname, '..', 'dist');

/** What most runs read; the first decides what is at hand of the program itself. */
const PROJECTS: readonly Readonly<Record<string, string>>[] = [
	{ 'flink-conf.yaml': 'execution.checkpointing.interval: 60s\nstate.backend.type: rocksdb\ntaskmanager.memory.process.size: 4g\n' },
	{ 'config.yaml': 'execution:\n  checkpointing:\n    interval: 60s\n' },
	{
		'orders.yaml': `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: orders
spec:
  flinkVersion: v1_20
  flinkConfiguration:
    execution.checkpointing.interval: 60s
`,
		'compose.yaml':
			'services:\n  jobmanager:\n    image: flink:1.20\n    environment:\n      FLINK_PROPERTIES: |\n        parallelism.default: 2\n',
		'orders.sql': "SET 'table.exec.state.ttl' = '1 d';\n",
		Dockerfile: 'FROM flink:1.20\nENV FLINK_PROPERTIES="parallelism.default: 2"\n',
		'run.sh': 'flink run -Dparallelism.default=2 orders.jar\n',
	},
	{
		'Orders.java': `import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
public class Orders {
	public static void main(String[] args) throws Exception {
		StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
		env.enableCheckpointing(60_000);
		env.fromElements(1, 2).keyBy(n -> n).print();
		env.execute();
	}
}
`,
		'pom.xml':
			'<project><dependencies><dependency><artifactId>flink-streaming-java</artifactId><version>1.20.0</version></dependency></dependencies></project>',
	},
];

function main(): void {
	for (const name of readdirSync(dist)) if (name.endsWith(bytecodeOf(''))) rmSync(join(dist, name));
	for (const project of PROJECTS) record(project);
}

/** Each run is a process of its own: it ends with what the bundle compiled. */
function record(project: Readonly<Record<string, string>>): void {
	const folder = mkdtempSync(join(tmpdir(), 'flint-'));
	for (const [name, text] of Object.entries(project)) {
		mkdirSync(dirname(join(folder, name)), { recursive: true });
		writeFileSync(join(folder, name), text);
	}
	const { status, stderr } = spawnSync(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), 'lint', folder], {
		cwd: folder,
		encoding: 'utf8',
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	rmSync(folder, { recursive: true });
	if (status !== 0 && status !== 1) throw new Error(`a run whose bytecode was to be kept failed: ${stderr}`);
}

/** Lints what the arguments name and keeps the bytecode of each file that has none yet. */
function keep(): void {
	const fresh: [string, Script][] = [];
	process.on('exit', () => {
		for (const [file, script] of fresh) writeFileSync(bytecodeOf(file), script.createCachedData());
	});
	loadBundle(join(dist, 'program.js'), (file, script) => {
		if (script.cachedDataRejected === undefined) fresh.push([file, script]);
	});
}

if (process.argv[2] === 'lint') keep();
else main();

// Writes the memory configurations that real Flink is asked about (oracle part `memory`): edges written by hand, and random mixtures
// of the options from a fixed seed. With --check it only says whether the file is out of date.
import { join } from 'node:path';
import { GeneratedFiles } from './generated-files.ts';

type Configuration = Record<string, string>;

const RANDOM_TASK_MANAGERS = 280;
const RANDOM_JOB_MANAGERS = 110;

const TM = 'taskmanager.memory.';
const JM = 'jobmanager.memory.';

/** The same numbers on every machine: a linear congruential generator. */
class Dice {
	private state = 20_260_801;

	private next(): number {
		this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
		return this.state / 2 ** 32;
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	pick<T>(items: readonly [T, ...T[]]): T {
		return items[Math.floor(this.next() * items.length)] ?? items[0];
	}
}

const dice = new Dice();

const TOTALS = [
	'300m',
	'448m',
	'512m',
	'600m',
	'800 mb',
	'1g',
	'1024Mb',
	'1600m',
	'1728m',
	'2 gb',
	'3g',
	'4096m',
	'8g',
	'12g',
	'20g',
	'64 gb',
	'2147483648',
] as const;
const POOLS = ['0', '16m', '64mb', '100m', '128m', '256m', '300m', '512m', '700m', '1g', '1536m', '2g', '3g', '6g'] as const;
const FRACTIONS = [
	'0',
	'0.0',
	'0.05',
	'0.1',
	'0.15',
	'0.2',
	'0.25',
	'0.3',
	'0.333',
	'0.4',
	'0.45',
	'0.5',
	'0.6',
	'0.7',
	'0.8',
	'0.95',
	'1.0',
	'1.5',
	'-0.1',
] as const;
const METASPACES = ['32m', '64m', '96 mb', '128m', '256m', '512m', '740M', '1g'] as const;
const LIMITS = ['0', '1m', '32m', '64m', '128m', '192m', '256m', '305m', '512m', '1g', '2g', '8g'] as const;

function taskManager(): Configuration {
	const found: Configuration = {};
	const sometimes = (probability: number, key: string, values: readonly [string, ...string[]]): void => {
		if (dice.chance(probability)) found[key] = dice.pick(values);
	};
	sometimes(0.72, `${TM}process.size`, TOTALS);
	sometimes(0.3, `${TM}flink.size`, TOTALS);
	sometimes(0.22, `${TM}task.heap.size`, POOLS);
	sometimes(0.22, dice.chance(0.85) ? `${TM}managed.size` : `${TM}size`, POOLS);
	sometimes(0.3, `${TM}managed.fraction`, FRACTIONS);
	const network = dice.chance(0.85) ? `${TM}network.` : 'taskmanager.network.memory.';
	sometimes(0.2, `${network}min`, LIMITS);
	sometimes(0.2, `${network}max`, LIMITS);
	sometimes(0.2, `${network}fraction`, FRACTIONS);
	sometimes(0.1, `${TM}framework.heap.size`, POOLS);
	sometimes(0.1, `${TM}framework.off-heap.size`, POOLS);
	sometimes(0.12, `${TM}task.off-heap.size`, POOLS);
	sometimes(0.2, `${TM}jvm-metaspace.size`, METASPACES);
	sometimes(0.15, `${TM}jvm-overhead.min`, LIMITS);
	sometimes(0.15, `${TM}jvm-overhead.max`, LIMITS);
	sometimes(0.15, `${TM}jvm-overhead.fraction`, FRACTIONS);
	sometimes(0.08, 'taskmanager.heap.size', TOTALS);
	sometimes(0.06, 'taskmanager.heap.mb', ['512', '1024', '4096']);
	sometimes(0.08, 'taskmanager.network.numberOfBuffers', ['100', '2048', '8192', '65536']);
	sometimes(0.05, `${TM}segment-size`, ['4kb', '32 kb', '64kb']);
	// What is asked must be there: a configuration without any of the keys would not be about a TaskManager.
	if (Object.keys(found).length === 0) found['taskmanager.numberOfTaskSlots'] = '2';
	return found;
}

function jobManager(): Configuration {
	const found: Configuration = {};
	const sometimes = (probability: number, key: string, values: readonly [string, ...string[]]): void => {
		if (dice.chance(probability)) found[key] = dice.pick(values);
	};
	sometimes(0.65, `${JM}process.size`, TOTALS);
	sometimes(0.3, `${JM}flink.size`, TOTALS);
	sometimes(0.3, `${JM}heap.size`, POOLS);
	sometimes(0.25, `${JM}off-heap.size`, POOLS);
	sometimes(0.2, `${JM}jvm-metaspace.size`, METASPACES);
	sometimes(0.2, `${JM}jvm-overhead.min`, LIMITS);
	sometimes(0.2, `${JM}jvm-overhead.max`, LIMITS);
	sometimes(0.2, `${JM}jvm-overhead.fraction`, FRACTIONS);
	sometimes(0.1, 'jobmanager.heap.size', TOTALS);
	sometimes(0.08, 'jobmanager.heap.mb', ['256', '1024', '8192']);
	if (Object.keys(found).length === 0) found['jobmanager.rpc.address'] = 'localhost';
	return found;
}

/** Cases worth a name: what people write, and both sides of each limit. */
const BY_HAND: Readonly<Record<string, Configuration>> = {
	'the distribution': { [`${TM}process.size`]: '1728m', [`${JM}process.size`]: '1600m' },
	'nothing stated': { 'taskmanager.numberOfTaskSlots': '1', 'jobmanager.rpc.address': 'localhost' },
	'heap without managed': { [`${TM}task.heap.size`]: '1g' },
	'managed without heap': { [`${TM}managed.size`]: '1g' },
	'heap and managed': { [`${TM}task.heap.size`]: '1g', [`${TM}managed.size`]: '512m' },
	'process and a consistent flink size': { [`${TM}process.size`]: '2g', [`${TM}flink.size`]: '1536m' },
	'process and flink size, overhead one byte short': {
		[`${TM}process.size`]: '2013265919',
		[`${TM}flink.size`]: '1536m',
		[`${TM}jvm-metaspace.size`]: '192m',
	},
	'process and flink size, overhead exactly the minimum': {
		[`${TM}process.size`]: '2013265920',
		[`${TM}flink.size`]: '1536m',
		[`${TM}jvm-metaspace.size`]: '192m',
	},
	'process and flink size, overhead exactly the maximum': { [`${TM}process.size`]: '5g', [`${TM}flink.size`]: '3840m' },
	'process and flink size, overhead above the maximum': { [`${TM}process.size`]: '6g', [`${TM}flink.size`]: '4g' },
	'flink size above the process': { [`${TM}process.size`]: '2g', [`${TM}flink.size`]: '3g' },
	'process smaller than metaspace and overhead': { [`${TM}process.size`]: '400m' },
	'process exactly metaspace and overhead': { [`${TM}process.size`]: '448m' },
	'a gigabyte': { [`${TM}process.size`]: '1g' },
	'a gigabyte and twice the metaspace': { [`${TM}process.size`]: '1g', [`${TM}jvm-metaspace.size`]: '512m' },
	'smallest flink size': { [`${TM}flink.size`]: '512m' },
	'flink size below the fixed pools': { [`${TM}flink.size`]: '300m' },
	'large process, network unbounded or not': { [`${TM}process.size`]: '64g' },
	'large heap and managed, network unbounded or not': { [`${TM}task.heap.size`]: '20g', [`${TM}managed.size`]: '20g' },
	'network rest above a gigabyte': { [`${TM}flink.size`]: '16g', [`${TM}task.heap.size`]: '4g', [`${TM}managed.size`]: '4g' },
	'network rest below its minimum': { [`${TM}flink.size`]: '1g', [`${TM}task.heap.size`]: '700m', [`${TM}managed.size`]: '10m' },
	'network rest is zero': { [`${TM}flink.size`]: '1g', [`${TM}task.heap.size`]: '700m', [`${TM}managed.size`]: '68m' },
	'network rest is zero and may be': {
		[`${TM}flink.size`]: '1g',
		[`${TM}task.heap.size`]: '700m',
		[`${TM}managed.size`]: '68m',
		[`${TM}network.min`]: '0',
	},
	'network minimum above its maximum': { [`${TM}process.size`]: '4g', [`${TM}network.min`]: '2g', [`${TM}network.max`]: '1g' },
	'network minimum above the old default maximum': { [`${TM}process.size`]: '8g', [`${TM}network.min`]: '1100m' },
	'network maximum below the default minimum': { [`${TM}process.size`]: '4g', [`${TM}network.max`]: '32m' },
	'overhead maximum below the default minimum': { [`${TM}process.size`]: '4g', [`${TM}jvm-overhead.max`]: '128m' },
	'overhead minimum above the default maximum': { [`${TM}process.size`]: '8g', [`${TM}jvm-overhead.min`]: '2g' },
	'managed fraction one': { [`${TM}process.size`]: '4g', [`${TM}managed.fraction`]: '1' },
	'managed fraction that rounds to one': { [`${TM}process.size`]: '4g', [`${TM}managed.fraction`]: '0.99999999' },
	'managed fraction just below one': { [`${TM}process.size`]: '4g', [`${TM}managed.fraction`]: '0.9999999' },
	'managed fraction not a number': { [`${TM}process.size`]: '4g', [`${TM}managed.fraction`]: 'NaN' },
	'managed fraction in per cent': { [`${TM}process.size`]: '4g', [`${TM}managed.fraction`]: '40' },
	'managed fraction with a percent sign': { [`${TM}process.size`]: '4g', [`${TM}managed.fraction`]: '40%' },
	'managed fraction unread beside a size': { [`${TM}process.size`]: '4g', [`${TM}managed.fraction`]: '40%', [`${TM}managed.size`]: '1g' },
	'managed fraction in scientific notation': { [`${TM}process.size`]: '4g', [`${TM}managed.fraction`]: '1e-9' },
	'managed and network leave no heap': {
		[`${TM}process.size`]: '4g',
		[`${TM}managed.fraction`]: '0.85',
		[`${TM}network.fraction`]: '0.15',
	},
	'managed by its old name': { [`${TM}process.size`]: '4g', [`${TM}size`]: '1g' },
	'managed by both names': { [`${TM}process.size`]: '4g', [`${TM}size`]: '1g', [`${TM}managed.size`]: '512m' },
	'managed size above the process': { [`${TM}process.size`]: '2g', [`${TM}managed.size`]: '2g' },
	'a fraction of a gigabyte': { [`${TM}process.size`]: '1.5g' },
	'a unit that is none': { [`${TM}process.size`]: '4gi' },
	'a negative size': { [`${TM}process.size`]: '-1' },
	'an empty size': { [`${TM}process.size`]: '' },
	'a size without a unit': { [`${TM}process.size`]: '4096' },
	buffers: { [`${TM}process.size`]: '4g', 'taskmanager.network.numberOfBuffers': '8192' },
	'buffers of a smaller segment': {
		[`${TM}process.size`]: '4g',
		'taskmanager.network.numberOfBuffers': '8192',
		[`${TM}segment-size`]: '4kb',
	},
	'buffers of a segment too small': {
		[`${TM}process.size`]: '4g',
		'taskmanager.network.numberOfBuffers': '8192',
		[`${TM}segment-size`]: '1kb',
	},
	'buffers of a segment that is no power of two': {
		[`${TM}process.size`]: '4g',
		'taskmanager.network.numberOfBuffers': '8192',
		[`${TM}segment-size`]: '10000',
	},
	'negative buffers': { [`${TM}process.size`]: '4g', 'taskmanager.network.numberOfBuffers': '-1' },
	'buffers beside a network limit': {
		[`${TM}process.size`]: '4g',
		'taskmanager.network.numberOfBuffers': '-1',
		[`${TM}network.max`]: '128m',
	},
	'buffers and a rest that differs': {
		[`${TM}flink.size`]: '4g',
		[`${TM}task.heap.size`]: '1g',
		'taskmanager.network.numberOfBuffers': '8192',
	},
	'buffers and a rest that agrees': {
		[`${TM}flink.size`]: '1792m',
		[`${TM}task.heap.size`]: '1g',
		[`${TM}managed.size`]: '256m',
		'taskmanager.network.numberOfBuffers': '8192',
	},
	'too many buffers': { [`${TM}process.size`]: '2g', 'taskmanager.network.numberOfBuffers': '65536' },
	'legacy heap of the TaskManager': { 'taskmanager.heap.size': '4g' },
	'legacy heap in MiB': { 'taskmanager.heap.mb': '4096' },
	'legacy heap, small': { 'taskmanager.heap.mb': '512' },
	'legacy heap, negative': { 'taskmanager.heap.mb': '-1' },
	'legacy heap, no number': { 'taskmanager.heap.mb': '4g' },
	'legacy heap, no size': { 'taskmanager.heap.size': '4 gig' },
	'legacy heap unread beside both totals': { 'taskmanager.heap.mb': '-1', [`${TM}process.size`]: '2g', [`${TM}flink.size`]: '1536m' },
	'legacy heap beside a process size': { 'taskmanager.heap.size': '1g', [`${TM}process.size`]: '4g' },
	'legacy heap by both names': { 'taskmanager.heap.size': '2g', 'taskmanager.heap.mb': '512' },
	'legacy heaps of both': { 'taskmanager.heap.size': '1024m', 'jobmanager.heap.size': '1024m' },
	'legacy heap of the JobManager': { 'jobmanager.heap.size': '1024m' },
	'legacy heap of the JobManager in MiB': { 'jobmanager.heap.mb': '256' },
	'legacy heap of the JobManager beside a process size': { 'jobmanager.heap.size': '1g', [`${JM}process.size`]: '2g' },
	'legacy heap of the JobManager beside a small process size': { 'jobmanager.heap.size': '2g', [`${JM}process.size`]: '1600m' },
	'JobManager, heap': { [`${JM}heap.size`]: '1g' },
	'JobManager, heap below the recommended minimum': { [`${JM}heap.size`]: '64m' },
	'JobManager, heap and flink size': { [`${JM}heap.size`]: '1g', [`${JM}flink.size`]: '1280m' },
	'JobManager, heap and flink size are equal': { [`${JM}heap.size`]: '1g', [`${JM}flink.size`]: '1g' },
	'JobManager, heap above flink size': { [`${JM}heap.size`]: '1g', [`${JM}flink.size`]: '512m' },
	'JobManager, heap and off-heap are not flink size': {
		[`${JM}heap.size`]: '1g',
		[`${JM}off-heap.size`]: '256m',
		[`${JM}flink.size`]: '2g',
	},
	'JobManager, heap and off-heap are flink size': { [`${JM}heap.size`]: '1g', [`${JM}off-heap.size`]: '1g', [`${JM}flink.size`]: '2g' },
	'JobManager, off-heap is all of flink size': { [`${JM}off-heap.size`]: '1g', [`${JM}flink.size`]: '1g' },
	'JobManager, off-heap above flink size': { [`${JM}off-heap.size`]: '2g', [`${JM}process.size`]: '2g' },
	'JobManager, process smaller than metaspace and overhead': { [`${JM}process.size`]: '256m' },
	'JobManager, process leaves less than off-heap': { [`${JM}process.size`]: '512m' },
	'JobManager, flink size and process agree': { [`${JM}flink.size`]: '1g', [`${JM}process.size`]: '1600m' },
	'JobManager, flink size equals process': { [`${JM}flink.size`]: '1600m', [`${JM}process.size`]: '1600m' },
	'JobManager, overhead is more than its maximum': { [`${JM}flink.size`]: '1g', [`${JM}process.size`]: '4g' },
	'JobManager, overhead limits crossed': {
		[`${JM}process.size`]: '2g',
		[`${JM}jvm-overhead.min`]: '512m',
		[`${JM}jvm-overhead.max`]: '256m',
	},
	'JobManager, overhead fraction above one': { [`${JM}process.size`]: '2g', [`${JM}jvm-overhead.fraction`]: '1.1' },
	'JobManager, wrong unit': { [`${JM}process.size`]: '1600mib' },
};

const cases: { name: string; configuration: Configuration }[] = Object.entries(BY_HAND).map(([name, configuration]) => ({
	name,
	configuration,
}));
for (let i = 1; i <= RANDOM_TASK_MANAGERS; i++) cases.push({ name: `TaskManager ${i}`, configuration: taskManager() });
for (let i = 1; i <= RANDOM_JOB_MANAGERS; i++) cases.push({ name: `JobManager ${i}`, configuration: jobManager() });

const files = new GeneratedFiles(join(import.meta.dirname, '..', 'oracle', 'corpus'));
files.write('memory.json', `[\n${cases.map((one) => `  ${JSON.stringify(one)}`).join(',\n')}\n]\n`);
files.report();

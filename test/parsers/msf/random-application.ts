import fc from 'fast-check';

/** How a document is laid out. */
interface Layout {
	readonly unit: string;
	readonly eol: string;
	readonly colon: string;
	readonly comma: 'after' | 'before';
	/** Objects deeper than this stay on one line. */
	readonly lines: number;
	readonly bom: boolean;
	readonly lastEol: boolean;
}

const layouts: fc.Arbitrary<Layout> = fc.record({
	unit: fc.constantFrom('  ', '    ', '\t', ' '),
	eol: fc.constantFrom('\n', '\r\n'),
	colon: fc.constantFrom(': ', ':', ' : ', ' :'),
	comma: fc.constantFrom('after', 'before'),
	lines: fc.constantFrom(0, 2, 3, 9),
	bom: fc.boolean(),
	lastEol: fc.boolean(),
});

type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json };

function print(value: Json, layout: Layout, depth: number): string {
	if (typeof value !== 'object') return JSON.stringify(value);
	const isList = Array.isArray(value);
	const items = isList ? value.map((item) => print(item, layout, depth + 1)) : printed(value, layout, depth);
	const [open, close] = isList ? '[]' : '{}';
	if (items.length === 0) return `${open}${close}`;
	if (depth >= layout.lines) return `${open} ${items.join(layout.comma === 'after' ? ', ' : ' ,')} ${close}`;
	const inner = layout.eol + layout.unit.repeat(depth + 1);
	const separator = layout.comma === 'after' ? `,${inner}` : `${inner},`;
	return `${open}${inner}${items.join(separator)}${layout.eol}${layout.unit.repeat(depth)}${close}`;
}

function printed(value: object, layout: Layout, depth: number): string[] {
	return Object.entries(value).map(([name, inner]) => `"${name}"${layout.colon}${print(inner, layout, depth + 1)}`);
}

const type = fc.constantFrom('CUSTOM', 'DEFAULT');
const flag = fc.oneof(fc.boolean(), fc.constantFrom('true', 'false'));
const count = (maximum: number) => fc.oneof(fc.integer({ min: 1, max: maximum }), fc.integer({ min: 1, max: maximum }).map(String));
const optional = { requiredKeys: [] };
const custom = { requiredKeys: ['ConfigurationType'] } as { requiredKeys: 'ConfigurationType'[] };

const configuration = fc.record(
	{
		Unknown: fc.constant({ a: [1, { b: 'x' }] }),
		FlinkApplicationConfiguration: fc.record(
			{
				CheckpointConfiguration: fc.record(
					{
						ConfigurationType: type,
						CheckpointingEnabled: flag,
						CheckpointInterval: count(600_000),
						MinPauseBetweenCheckpoints: count(60_000),
					},
					custom,
				),
				MonitoringConfiguration: fc.record(
					{ ConfigurationType: type, LogLevel: fc.constantFrom('INFO', 'DEBUG'), MetricsLevel: fc.constantFrom('TASK', 'OPERATOR') },
					custom,
				),
				ParallelismConfiguration: fc.record(
					{ ConfigurationType: type, Parallelism: count(64), ParallelismPerKPU: count(8), AutoScalingEnabled: flag },
					custom,
				),
			},
			optional,
		),
		EnvironmentProperties: fc.constant({
			PropertyGroups: [{ PropertyGroupId: 'g', PropertyMap: { 'a.b': 'c, "d": {', parallelism: '3' } }],
		}),
		ApplicationSnapshotConfiguration: fc.record({ SnapshotsEnabled: flag }),
		ApplicationSystemRollbackConfiguration: fc.record({ RollbackEnabled: flag }),
	},
	optional,
);

const shuffled = (value: Json): fc.Arbitrary<Json> => {
	if (typeof value !== 'object' || Array.isArray(value)) return fc.constant(value);
	const entries = Object.entries(value);
	return fc
		.tuple(
			fc.shuffledSubarray(entries, { minLength: entries.length, maxLength: entries.length }),
			...entries.map(([name, inner]) => shuffled(inner).map((json) => [name, json] as const)),
		)
		.map(([order, ...inner]) => {
			const values = Object.fromEntries(inner);
			return Object.fromEntries(order.map(([name]) => [name, values[name] ?? '']));
		});
};

/** The text of a random CreateApplication input, its properties in any order and in any layout. */
export const randomApplication: fc.Arbitrary<string> = fc.tuple(configuration, layouts).chain(([ApplicationConfiguration, layout]) =>
	shuffled({ ApplicationName: 'orders', RuntimeEnvironment: 'FLINK-1_20', ApplicationConfiguration }).map((value) => {
		const text = print(value, layout, 0);
		return `${layout.bom ? '\uFEFF' : ''}${text}${layout.lastEol ? layout.eol : ''}`;
	}),
);

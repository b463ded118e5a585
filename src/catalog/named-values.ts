import type { Option } from '../model/option.ts';
import { isLegacyBackend } from '../model/questions/legacy-backend.ts';
import { atLeast, compareVersions, type FlinkVersion } from '../model/version.ts';
import { catalogue } from './catalogue.ts';

/** A class of Flink's own that an option takes by its name. */
interface FlinkClass {
	readonly name: string;
	readonly from?: FlinkVersion;
	readonly to?: FlinkVersion;
}

/**
 * Every class of Flink's own that implements what a class name stands for: whatever else begins with `org.apache.flink.` is not there or
 * does not fit. Source: implementations of StateBackendFactory and CheckpointStorageFactory in the jars of 1.13 to 2.3 (oracle:
 * combinations/limits/backend-*, combinations/backend/type-*, combinations/storage/factory-class).
 */
const FLINK_CLASSES: Readonly<Record<string, readonly FlinkClass[]>> = {
	'state.backend.type': [
		{ name: 'org.apache.flink.runtime.state.hashmap.HashMapStateBackendFactory' },
		{ name: 'org.apache.flink.runtime.state.filesystem.FsStateBackendFactory', to: '1.20' },
		{ name: 'org.apache.flink.runtime.state.memory.MemoryStateBackendFactory', to: '1.20' },
		{ name: 'org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackendFactory' },
		{ name: 'org.apache.flink.contrib.streaming.state.RocksDBStateBackendFactory', to: '1.20' },
		{ name: 'org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackendFactory', from: '2.0' },
		{ name: 'org.apache.flink.state.forst.ForStStateBackendFactory', from: '1.20' },
	],
	'execution.checkpointing.storage': [],
};

/** Options whose names Flink compares with their case: `PredefinedOptions.valueOf`. */
const EXACT = new Set(['state.backend.rocksdb.predefined-options']);

/** The names that a text option takes instead of `text`, where Flink knows none such and it can be no class of somebody else's. */
export function namesInstead(option: Option, text: string, version: FlinkVersion | undefined): readonly string[] | undefined {
	const names = option.type === 'string' ? catalogue.namesOf(option, version) : undefined;
	// `state-backend-legacy-name` knows what they meant.
	if (names === undefined || (option.key === 'state.backend.type' && isLegacyBackend(text))) return undefined;
	const taken = EXACT.has(option.key)
		? names.values.includes(text)
		: names.values.some((name) => name.toLowerCase() === text.toLowerCase());
	if (taken || (names.open && text.includes('.') && !isMissingFlinkClass(option, text, version))) return undefined;
	return names.values;
}

function isMissingFlinkClass({ key }: Option, text: string, version: FlinkVersion | undefined): boolean {
	const classes = FLINK_CLASSES[key];
	if (classes === undefined || !text.startsWith('org.apache.flink.')) return false;
	return !classes.some(({ name, from, to }) => {
		if (name !== text) return false;
		if (version === undefined) return true;
		return (from === undefined || atLeast(version, from)) && (to === undefined || compareVersions(version, to) <= 0);
	});
}

/** A container that runs one of Flink's processes, as far as a deployment's file states it. */
export interface ContainerFacts {
	/** Absent where its command does not tell. */
	readonly process?: 'jobmanager' | 'taskmanager';
	/** The image as it is written; absent where none is named, or where it is built. */
	readonly image?: string;
	/** The jars that ENABLE_BUILT_IN_PLUGINS names; absent where something that is not read may bring plugins in. */
	readonly plugins?: readonly string[];
	/** How many of it run; absent where nothing states the number. */
	readonly replicas?: number;
	/** It is a JobManager that runs one job of its own (`standalone-job`). */
	readonly application?: true;
}

/** How a container's image is built. */
export interface ImageBuild {
	/** The file that says so: the context is relative to its folder. */
	readonly file: string;
	/** The folder whose files the Dockerfile copies. */
	readonly context: string;
	/** Relative to the context. */
	readonly dockerfile: string;
}

/** What a Dockerfile puts into Flink's configuration folder. */
export interface ImageConfiguration {
	/** Files, or folders with them, that it copies there, relative to the build's context. */
	readonly copied: readonly string[];
	/** Nothing else there is made or changed in a way that is not read. */
	readonly whole: boolean;
}

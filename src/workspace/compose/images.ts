import type { ImageBuild, ImageConfiguration } from '../../model/container.ts';
import { type ConfigDocument, documentsIn } from '../../model/document.ts';
import { folderOf } from '../applications/modules.ts';
import { joined } from '../files/references.ts';

/** The Dockerfiles of a project that put configuration files into images. */
export class Images {
	/** @param places paths of the project's files and their folders */
	constructor(
		private readonly byPath: ReadonlyMap<string, ImageConfiguration>,
		private readonly places: ReadonlySet<string>,
	) {}

	/** The documents, with the configuration files that come with an image below those that configure its containers. */
	below(documents: readonly ConfigDocument[]): readonly ConfigDocument[] {
		if (this.byPath.size === 0) return documents;
		return documents
			.filter((document) => !isSilent(document))
			.map((document) => {
				const { imageBuild } = document.claims;
				const image = imageBuild && this.byPath.get(dockerfileOf(imageBuild));
				return imageBuild === undefined || image === undefined ? document : this.withImage(document, image, contextOf(imageBuild));
			});
	}

	private withImage(document: ConfigDocument, { copied, whole }: ImageConfiguration, context: string): ConfigDocument {
		const { mounts = [], ...claims } = document.claims;
		const files = copied.map((source) => joined(context, source));
		const seen = whole && files.every((path) => this.places.has(path));
		// From the project's root: the document's own mounts are relative to its folder.
		const below = [...files.map((path) => `/${path}`), ...mounts];
		return { ...document, claims: { ...claims, mounts: below, ...(seen ? {} : { partial: true }) } };
	}
}

/** The images that a project's Dockerfiles make. */
export function imagesIn(files: readonly ConfigDocument[]): Images {
	const found = files.flatMap(({ path, claims: { imageConfiguration } }) =>
		imageConfiguration === undefined ? [] : [[path, imageConfiguration] as const],
	);
	return new Images(new Map(found), new Set(found.length === 0 ? [] : files.flatMap(({ path }) => [path, folderOf(path)])));
}

/** Dockerfiles that state no options themselves, and whose images nothing here runs. */
export function idleImages(files: ReadonlyMap<string, ConfigDocument>): readonly string[] {
	const silent = [...files].filter(([, file]) => isSilent(file));
	if (silent.length === 0) return [];
	const built = new Set(
		[...files.values()]
			.flatMap(documentsIn)
			.flatMap(({ claims: { imageBuild } }) => (imageBuild === undefined ? [] : [dockerfileOf(imageBuild)])),
	);
	return silent.flatMap(([path]) => (built.has(path) ? [] : [path]));
}

/** A Dockerfile, and not the options that one states. */
function isSilent({ format, parts, embedded }: ConfigDocument): boolean {
	return format === 'dockerfile' && parts === undefined && embedded === undefined;
}

function contextOf({ file, context }: ImageBuild): string {
	return joined(folderOf(file), context);
}

function dockerfileOf(build: ImageBuild): string {
	return joined(contextOf(build), build.dockerfile);
}

import type { ConfigDocument, DocumentClaims } from '../../model/document.ts';
import type { Range } from '../../model/range.ts';
import { type StatedVersion, statedVersion } from '../text/stated-version.ts';
import { isFlinkArtifact, isMsfArtifact, isVersionProperty } from './flink-artifacts.ts';
import { atPath, childNamed, type XmlElement, XmlReader } from './xml.ts';

/** A text as written in the build, and where its last word stands: in the property that a `${…}` names. */
interface Written {
	readonly text: string;
	readonly range: Range;
}

const DEEPEST_PROPERTY = 20;

/** Reads a Maven build for what it says about the job: Flink's version, its name, its entry class, Managed Flink's library. */
export function parseMavenPom(path: string, text: string): ConfigDocument {
	const xml = new XmlReader(text).read();
	const build = new MavenBuild(xml.root, xml.elements);
	const claims = build.claims();
	return {
		path,
		text,
		format: 'maven-pom',
		settings: [],
		notes: [],
		problems: xml.problem === undefined ? [] : [xml.problem],
		comments: xml.comments,
		claims,
		anchor: claims.flinkVersion?.range ?? xml.root?.nameRange ?? { start: 0, end: 0 },
		secrets: xml.elements
			.filter((element) => /passw|secret|token/i.test(element.name) && element.text !== '')
			.map((element) => element.textRange),
		statementAt: (offset) => elementAt(xml.elements, offset),
		tree: xml,
	};
}

/** A Maven build's properties and dependencies, as far as its own file tells. */
export class MavenBuild {
	private readonly properties = new Map<string, XmlElement>();
	/** Those of plugins and of dependencyManagement included. */
	readonly dependencies: readonly XmlElement[];

	constructor(
		private readonly root: XmlElement | undefined,
		private readonly elements: readonly XmlElement[],
	) {
		this.dependencies = elements.filter((element) => element.name === 'dependency' && element.parent?.name === 'dependencies');
		// The project's own properties beat those of profiles, which may not be active.
		const blocks = elements.filter((element) => element.name === 'properties');
		for (const block of [...blocks.filter((own) => own.parent !== root), ...blocks.filter((own) => own.parent === root)]) {
			for (const property of block.children) this.properties.set(property.name, property);
		}
	}

	claims(): DocumentClaims {
		const name = childNamed(this.root, 'artifactId')?.text;
		const version = this.version();
		const entryClass = this.entryClass();
		const msf = this.dependencies.some((dependency) =>
			isMsfArtifact(this.field(dependency, 'groupId'), this.field(dependency, 'artifactId')),
		);
		return {
			...(name === undefined || name === '' ? {} : { name }),
			...(msf ? { platform: 'msf' as const } : {}),
			...version,
			...(entryClass === undefined ? {} : { entryClass }),
		};
	}

	/** The version of an artifact released with Flink, else of a property that is named after it. */
	private version(): StatedVersion | undefined {
		const parent = childNamed(this.root, 'parent');
		for (const artifact of [...this.dependencies, ...(parent === undefined ? [] : [parent])]) {
			if (!isFlinkArtifact(this.field(artifact, 'groupId'), this.field(artifact, 'artifactId'))) continue;
			const found = this.versionIn(childNamed(artifact, 'version'));
			if (found !== undefined) return found;
		}
		for (const [name, property] of this.properties) {
			const found = isVersionProperty(name) ? this.versionIn(property) : undefined;
			if (found !== undefined) return found;
		}
		return undefined;
	}

	private versionIn(element: XmlElement | undefined): StatedVersion | undefined {
		const written = element === undefined ? undefined : this.resolved(element);
		return written === undefined ? undefined : statedVersion(written.text, written.range);
	}

	/** The main class in the jar's manifest: the shade plugin's first, since its jar is the one that is deployed. */
	private entryClass(): string | undefined {
		const mains = this.elements.filter((element) => element.name === 'mainClass' || element.name === 'Main-Class');
		const shaded = mains.find((element) => this.plugin(element) === 'maven-shade-plugin');
		const chosen = shaded ?? mains.find((element) => this.plugin(element) !== undefined);
		const text = chosen === undefined ? undefined : this.resolved(chosen)?.text;
		return text !== undefined && /^[\w$.]+$/.test(text) ? text : undefined;
	}

	/** The plugin in whose configuration an element stands. */
	private plugin(element: XmlElement): string | undefined {
		for (let outer = element.parent; outer !== undefined; outer = outer.parent) {
			if (outer.name === 'plugin') return this.field(outer, 'artifactId');
		}
		return undefined;
	}

	/** The text of an element's child, its properties replaced; empty where it is not in this file. */
	field(element: XmlElement, name: string): string {
		const child = childNamed(element, name);
		return child === undefined ? '' : (this.resolved(child)?.text ?? '');
	}

	/** The text of an element with its `${…}` replaced; undefined where a property is not in this file. */
	private resolved(element: XmlElement): Written | undefined {
		let written: Written = { text: element.text, range: element.textRange };
		for (let depth = 0; depth < DEEPEST_PROPERTY; depth++) {
			const reference = /\$\{([^${}]+)\}/.exec(written.text);
			if (reference === null) return written;
			const [whole, name = ''] = reference;
			const property = this.property(name);
			if (property === undefined) return undefined;
			const alone = written.text === whole;
			written = { text: written.text.replace(whole, () => property.text), range: alone ? property.textRange : written.range };
		}
		return undefined;
	}

	private property(name: string): XmlElement | undefined {
		const own = /^(?:project|pom)\.(.+)$/.exec(name)?.[1];
		if (own === undefined) return this.properties.get(name);
		const path = own.split('.');
		const found = atPath(this.root, ...path);
		return found ?? (path.length === 1 && (own === 'version' || own === 'groupId') ? atPath(this.root, 'parent', own) : undefined);
	}
}

/** The innermost element around an offset. */
function elementAt(elements: readonly XmlElement[], offset: number): Range {
	let found: XmlElement | undefined;
	for (const element of elements) {
		if (element.start > offset) break;
		if (offset <= element.end) found = element;
	}
	return found === undefined ? { start: offset, end: offset } : { start: found.start, end: found.end };
}

import { addTo } from '../../model/groups.ts';
import { type ArtifactName, namesArtifact, shareRelease } from '../../parsers/build/flink-artifacts.ts';
import { MavenBuild } from '../../parsers/build/maven-pom.ts';
import { childNamed, type XmlElement, XmlReader } from '../../parsers/build/xml.ts';
import { buildEditor } from './build-editor.ts';
import { agreeing, type VersionText } from './version-text.ts';

const DEEPEST_PROPERTY = 20;

/** Writes the versions of a Maven build. It holds no settings. */
export const mavenPomEditor = buildEditor((wanted, text) => new Pom(text).versionsOf(wanted));

class Pom {
	private readonly build: MavenBuild;
	private readonly dependencies: readonly XmlElement[];
	private readonly properties = new Map<string, XmlElement[]>();

	constructor(private readonly text: string) {
		const { root, elements } = new XmlReader(text).read();
		this.build = new MavenBuild(root, elements);
		this.dependencies = this.build.dependencies.filter((element) => !isInPlugin(element));
		for (const property of elements) {
			if (property.parent?.name !== 'properties') continue;
			addTo(this.properties, property.name, property);
		}
	}

	/** Where an artifact's version is stated: in its dependency, in dependencyManagement, or in the property they name. */
	versionsOf(wanted: ArtifactName): readonly VersionText[] | undefined {
		const places: VersionText[] = [];
		for (const dependency of this.dependencies) {
			const { group, artifact } = this.nameOf(dependency);
			const version = childNamed(dependency, 'version');
			if (group !== wanted.group || !namesArtifact(artifact, wanted.artifact) || version === undefined) continue;
			const place = this.placeOf(version, { group, artifact });
			if (place === undefined) return undefined;
			places.push(place);
		}
		return agreeing(places);
	}

	/** The element that a version comes from in the end; a property that artifacts of another release use too keeps its value. */
	private placeOf(version: XmlElement, artifact: ArtifactName): VersionText | undefined {
		let element = version;
		for (let depth = 0; depth < DEEPEST_PROPERTY; depth++) {
			// A comment or an entity inside would be lost.
			if (element.text === '' || this.text.slice(element.textRange.start, element.textRange.end) !== element.text) return undefined;
			const name = /^\$\{([^${}]+)\}$/.exec(element.text)?.[1];
			if (name === undefined) return { range: element.textRange, text: element.text };
			const [property, other] = this.properties.get(name) ?? [];
			if (property === undefined || other !== undefined) return undefined;
			if (!this.isAlone(name, artifact)) return element === version ? { range: element.textRange, text: element.text } : undefined;
			element = property;
		}
		return undefined;
	}

	/** Whether a property only serves artifacts that are released together with this one. */
	private isAlone(property: string, artifact: ArtifactName): boolean {
		return this.build.dependencies.every((dependency) => {
			const version = childNamed(dependency, 'version');
			return version?.text.includes(`\${${property}}`) !== true || shareRelease(this.nameOf(dependency), artifact);
		});
	}

	private nameOf(dependency: XmlElement): ArtifactName {
		const written = childNamed(dependency, 'artifactId')?.text ?? '';
		// The Scala version is often a property of the parent's.
		const artifact = this.build.field(dependency, 'artifactId') || written.replace(/_\$\{[^${}]+\}$/, '');
		return { group: this.build.field(dependency, 'groupId'), artifact };
	}
}

function isInPlugin(element: XmlElement): boolean {
	for (let outer = element.parent; outer !== undefined; outer = outer.parent) if (outer.name === 'plugin') return true;
	return false;
}

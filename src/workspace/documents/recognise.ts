import type { Format } from '../../model/document.ts';
import { mentionsFlinkBuild } from '../../parsers/build/recognition.ts';
import { recogniseCommandLine } from '../../parsers/command-line/recognition.ts';
import { recogniseComposeLists } from '../../parsers/compose/lists.ts';
import { isCompose, recogniseCompose } from '../../parsers/compose/recognition.ts';
import { recogniseEmr } from '../../parsers/emr/recognition.ts';
import { mentionsFlink } from '../../parsers/java/recognition.ts';
import { isTestSource } from '../../parsers/java/test-source.ts';
import { recogniseConfiguration } from '../../parsers/keys/recognition.ts';
import { isKustomization, isOperations } from '../../parsers/kubernetes/kustomize-recognition.ts';
import { recogniseHelmValues, recogniseKubernetes } from '../../parsers/kubernetes/recognition.ts';
import { recogniseMsfJson } from '../../parsers/msf/recognition.ts';
import {
	isRuleFile,
	isUnreadCode,
	recogniseAlarmJson,
	recognisePrometheusRules,
	recogniseUnreadAlarms,
} from '../../parsers/prometheus/recognition.ts';
import { recogniseSql } from '../../parsers/sql/recognition.ts';
import { isDockerfile, isEnvFile, isScript, untemplated } from '../files/names.ts';

/** The format a file holds, told by its ending and a cheap look at its text; undefined where it says nothing about Flink. */
export function recognise(path: string, written: string): Format | undefined {
	// A byte order mark hides no first line.
	const text = written.charCodeAt(0) === 0xfeff ? written.slice(1) : written;
	const name = untemplated(path.slice(path.lastIndexOf('/') + 1));
	if (name.endsWith('.java')) return mentionsFlink(text) && !isTestSource(path, text) ? 'java' : undefined;
	if (name === 'pom.xml') return mentionsFlinkBuild(text) ? 'maven-pom' : undefined;
	if (name === 'build.gradle' || name === 'build.gradle.kts') return mentionsFlinkBuild(text) ? 'gradle' : undefined;
	if (name.endsWith('.json')) return recogniseJson(text);
	if (name.endsWith('.yaml') || name.endsWith('.yml')) return recogniseYaml(name, text);
	if (name.endsWith('.rules')) return recognisePrometheusRules(text) ? 'prometheus-rules' : undefined;
	if (isUnreadCode(name)) return recogniseUnreadAlarms(text) ? 'prometheus-rules' : undefined;
	if (name.endsWith('.sql')) return recogniseSql(text) ? 'sql' : undefined;
	if (isEnvFile(name)) return text.includes('FLINK_PROPERTIES') || recogniseComposeLists(text) ? 'env-file' : undefined;
	if (isScript(name)) return recogniseCommandLine(text) || recogniseComposeLists(text) ? 'command-line' : undefined;
	if (name === 'Kustomization') return isKustomization(path, text) ? 'kubernetes' : undefined;
	if (isDockerfile(name)) return recogniseDockerfile(text) ? 'dockerfile' : undefined;
	return undefined;
}

/** It states options, or puts files of its own into the image's configuration folder. */
function recogniseDockerfile(text: string): boolean {
	return text.includes('FLINK_PROPERTIES') || (/flink/i.test(text) && /flink-conf\.yaml|conf\/config\.yaml|[\s/}]conf\/?["\s]/.test(text));
}

function recogniseJson(text: string): Format | undefined {
	if (recogniseMsfJson(text)) return 'msf-json';
	if (recogniseEmr(text)) return 'emr';
	if (isOperations(text)) return 'kubernetes';
	return recogniseAlarmJson(text) ? 'prometheus-rules' : undefined;
}

/** A manifest may quote a configuration file whole, so what carries one is asked first. */
function recogniseYaml(name: string, text: string): Format | undefined {
	if (recogniseKubernetes(text) || isKustomization(name, text) || isOperations(text)) return 'kubernetes';
	if (recogniseCompose(text) || isCompose(name, text)) return 'compose';
	if (recogniseEmr(text)) return 'emr';
	if (isRuleFile(text)) return 'prometheus-rules';
	const configuration = recogniseConfiguration(name, text);
	if (configuration !== undefined) return configuration;
	if (recogniseHelmValues(text)) return 'kubernetes';
	if (recognisePrometheusRules(text)) return 'prometheus-rules';
	return recogniseCommandLine(text) || recogniseComposeLists(text) ? 'command-line' : undefined;
}

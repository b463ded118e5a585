import type { Scalar } from 'yaml';

const NULL = /^(?:~|null|Null|NULL|)$/;
const TRUE = /^(?:y|Y|true|True|TRUE|yes|Yes|YES|on|On|ON)$/;
const FALSE = /^(?:n|N|false|False|FALSE|no|No|NO|off|Off|OFF)$/;
const INTEGER = /^[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]*|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
/** Longer numbers are text to anyone; converting them would take quadratic time. */
const LONGEST_NUMBER = 100;

/**
 * The text that Kubernetes hands on for a scalar, undefined for null: plain `yes` and `on` are booleans as in YAML 1.1, `010` is eight.
 * Source: sigs.k8s.io/yaml, through which kubectl, Helm and the GitOps tools read manifests, and JsonNode.asText in the operator.
 */
export function kubernetesText(node: Scalar): string | undefined {
	const source = node.source ?? String(node.value ?? '');
	const plain = node.type === 'PLAIN' || node.type === undefined;
	return !plain || node.tag === 'tag:yaml.org,2002:str' || node.tag === '!' ? source : plainText(source);
}

function plainText(source: string): string | undefined {
	if (NULL.test(source)) return undefined;
	if (TRUE.test(source)) return 'true';
	if (FALSE.test(source)) return 'false';
	const digits = source.replaceAll('_', '');
	if (digits.length > LONGEST_NUMBER || !/^[-+.\d]/.test(source)) return source;
	if (INTEGER.test(digits)) return integerText(digits);
	return FLOAT.test(source) ? String(Number(source)) : source;
}

function integerText(digits: string): string {
	const magnitude = digits.replace(/^[-+]/, '').replace(/^0(?=[0-7])/, '0o');
	return String(digits.startsWith('-') ? -BigInt(magnitude) : BigInt(magnitude));
}

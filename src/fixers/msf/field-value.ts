import type { TypedValue } from '../../model/value.ts';
import type { Field } from '../../parsers/msf/shapes.ts';

/** The JSON value that gives a field a typed value, or undefined where the field cannot hold it. */
export function fieldValue(field: Field, value: TypedValue): boolean | number | string | undefined {
	switch (field.type) {
		case 'boolean':
			return value.type === 'boolean' ? value.value : undefined;
		case 'milliseconds':
			return value.type === 'duration' ? within(field, value.ms) : undefined;
		case 'count':
			return value.type === 'number' ? within(field, value.value) : undefined;
		case 'enum':
			return value.type === 'enum' || value.type === 'text' ? constant(field, value.value) : undefined;
		case 'text':
			return value.type === 'text' ? value.value : undefined;
	}
}

function within(field: Field, value: number): number | undefined {
	if (!Number.isSafeInteger(value)) return undefined;
	const fits = value >= (field.minimum ?? value) && value <= (field.maximum ?? value);
	return fits ? value : undefined;
}

/** Flint compares enums without case and with `-` for `_`; AWS writes `UPPER_CASE`. */
function constant(field: Field, name: string): string | undefined {
	const upper = name.toUpperCase().replaceAll('-', '_');
	return field.enum?.includes(upper) === true ? upper : undefined;
}

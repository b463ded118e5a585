import { readGrammar } from '../../../src/grammar-files.ts';
import type { StateDescriptorFact } from '../../../src/model/job.ts';
import { loadJavaGrammar } from '../../../src/parsers/java/grammar.ts';
import { JavaFile } from '../../../src/parsers/java/source.ts';
import { stateDescriptors } from '../../../src/parsers/java/state.ts';

const grammar = await loadJavaGrammar(await readGrammar());

/** The state descriptors of a source. */
export function descriptorsOf(text: string): readonly StateDescriptorFact[] {
	return new JavaFile(grammar, 'Job.java', text).read(stateDescriptors);
}

/** The bounds of the descriptors of a source, in source order. */
export function boundsOf(text: string): readonly string[] {
	return descriptorsOf(text).map((fact) => fact.bound);
}

/** A class that keeps a value per key; `members` come on top. */
export function counter(members = '', head = 'class Count extends KeyedProcessFunction<String, Event, Long>'): string {
	return `${head} ${counterBody(members)}`;
}

/** The body of such a class. */
export function counterBody(members = ''): string {
	return `{
		private ValueState<Long> total;
		public void open(OpenContext c) { total = getRuntimeContext().getState(new ValueStateDescriptor<>("total", Long.class)); }
		public void processElement(Event e, Context c, Collector<Long> out) throws Exception { total.update(e.value()); }
		${members}
	}`;
}

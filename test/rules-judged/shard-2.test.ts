import { judgeShard } from '../harness/judge.ts';

judgeShard(1);

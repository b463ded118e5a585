#!/usr/bin/env node
import { join } from 'node:path';
import { loadBundle } from './bundle.ts';

loadBundle(join(import.meta.dirname, 'program.js'));

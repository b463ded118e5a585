import { bigConfiguration } from './big-configuration.ts';
import { bigDeployments } from './big-deployments.ts';
import { bigPrograms } from './big-programs.ts';
import type { BigFile } from './grown.ts';

/** One large file of each shape of each format that flint reads. */
export const bigFiles: Readonly<Record<string, BigFile>> = { ...bigConfiguration, ...bigDeployments, ...bigPrograms };

/** What a row of an attendance list says about the person: only what stands in that row, never guessed. Pure. */
import { findDepartment, findMunicipalities } from '../../registry/places.ts';
import type { AttendanceRow, Field, ProblemCode, WarningCode } from './attendance-file.ts';
import { headingOf, type Findings, type NameReading, type RowContext } from './attendance-rows.ts';

import { programOnAws } from "../test/support/programOnAws";
import { configOf } from "../test/support/stackConfig";

/** The program of the stack `dev` under mocks, once; a process of its own for bench/program.ts. */
void programOnAws(configOf("dev"));

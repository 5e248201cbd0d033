import { programOnAws } from "../testkit/programOnAws";
import { configOf } from "../testkit/stackConfig";

/** The program of the stack `dev` under mocks, once; a process of its own for bench/program.ts. */
void programOnAws(configOf("dev"));

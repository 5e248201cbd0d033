import { programOnAws } from "../testkit/programOnAws";
import { configOf } from "../testkit/stackConfig";

/** Runs the program of stack `dev` with mocks once, as a separate process for bench/program.ts. */
void programOnAws(configOf("dev"));

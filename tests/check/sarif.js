// SPDX-License-Identifier: MIT
// Usage: sarif.js MODULES FILE: is the file a log by the JSON schema of SARIF 2.1.0? Says where it is not.
"use strict";
const fs = require("fs");

const [modules, file] = process.argv.slice(2);
const Ajv = require(`${modules}/ajv`);
const schema = require(`${modules}/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json`);

// The schema is of draft 4, in which "id" names it.
const ajv = new Ajv({ schemaId: "auto", allErrors: true, format: "full", meta: false });
ajv.addMetaSchema(require(`${modules}/ajv/lib/refs/json-schema-draft-04.json`));
const validate = ajv.compile(schema);
const valid = validate(JSON.parse(fs.readFileSync(file, "utf8")));
for (const error of validate.errors ?? []) {
	console.log(`${error.dataPath}: ${error.message} ${JSON.stringify(error.params)}`);
}
process.exitCode = valid ? 0 : 1;

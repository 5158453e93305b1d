// Imported first by scripts that do the same on every machine: neither they nor the processes they start read .env.
process.env.CAIRN_ENV_FILE = 'off'

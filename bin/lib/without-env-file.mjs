// Imported first by what is the same on every machine: neither this process nor those it starts read .env.
process.env.CAIRN_ENV_FILE = 'off'

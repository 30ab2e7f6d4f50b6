import { createApp } from 'vue'
import AuthTab from './AuthTab.vue'
import { followColorScheme } from './followColorScheme'

followColorScheme()
createApp(AuthTab).mount('#tab')
